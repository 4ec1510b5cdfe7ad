//! `marsad pack new`: a commented file to begin an entry with.
//!
//! Enters: what the entry is about. Leaves: a file in the user's own folder that compiles as it is, and says
//! in comments what to write where. A file that is there already is left as it is.

use crate::args::{New, WordTable};
use anyhow::{Context, bail};
use marsad_pack::nearest;
use std::fs;
use std::io::{ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};

/// Writes the file and says where.
pub fn run(new: &New) -> anyhow::Result<bool> {
    let (path, text) = match new {
        New::Frame { name, dir, language } => frame(name, &pack(dir, language)?)?,
        New::Word { table, dir, language } => word(*table, language, &pack(dir, language)?),
    };
    write_new(&path, &text)?;
    writeln!(stdout(), "{}\nWrite the entry, then run: marsad pack check {}", path.display(), folder(new).display())?;
    Ok(true)
}

fn folder(new: &New) -> &Path {
    match new {
        New::Frame { dir, .. } | New::Word { dir, .. } => dir,
    }
}

fn pack(dir: &Path, language: &str) -> anyhow::Result<PathBuf> {
    if !is_slug(language) {
        bail!("\"{language}\" is no language tag such as ar");
    }
    Ok(dir.join(language))
}

fn frame(name: &str, pack: &Path) -> anyhow::Result<(PathBuf, String)> {
    let Some((kind, idea)) = name.split_once('/').filter(|(kind, idea)| is_slug(kind) && is_slug(idea)) else {
        bail!("\"{name}\" is no type and idea such as consult/telephone, in Latin letters, digits and hyphens");
    };
    let packs = crate::packs::built_in()?;
    let types: Vec<String> = packs.world.types.iter().map(|t| t.name.to_lowercase()).chain(["speech".to_owned()]).collect();
    if !types.iter().any(|t| t == kind) {
        let hint = nearest(kind, types.iter().map(String::as_str)).map(|t| format!(", did you mean \"{t}\"?")).unwrap_or_default();
        bail!("unknown event type \"{kind}\"{hint}");
    }
    let modes = packs.world.types.iter().find(|t| t.name.eq_ignore_ascii_case(kind)).map(|t| t.modes.join(", ")).unwrap_or_default();
    let meaning = if kind == "speech" {
        "# speech    = { stance = \"says\", content = [\"أن\", \"object\"] }   # says announces confirms estimates alleges denies praises condemns warns promises asks".to_owned()
    } else {
        format!("# event     = {{ type = \"{}\", mode = [], context = [], cameo = \"\" }}   # modes: {}", kind.to_uppercase(), if modes.is_empty() { "none" } else { &modes })
    };
    let text = FRAME.replace("{idea}", idea).replace("{meaning}", &meaning);
    Ok((pack.join("frames").join(kind).join(format!("{idea}.toml")), text))
}

fn word(table: WordTable, language: &str, pack: &Path) -> (PathBuf, String) {
    let arabic = language == "ar";
    let (name, text) = match table {
        WordTable::Verbs if arabic => ("verbs", ARABIC_VERBS),
        WordTable::Verbs => ("verbs", VERBS),
        WordTable::Nouns => ("nouns", NOUNS),
        WordTable::Adjectives => ("adjectives", ADJECTIVES),
        WordTable::Particles => ("particles", PARTICLES),
    };
    (pack.join("words").join(format!("{name}.tsv")), text.to_owned())
}

fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let writing = || format!("writing {}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(path)).with_context(writing)?;
    let file = fs::OpenOptions::new().write(true).create_new(true).open(path);
    match file {
        Ok(mut file) => file.write_all(text.as_bytes()).with_context(writing),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => bail!("{} is there already and was left as it is", path.display()),
        Err(e) => Err(e).with_context(writing),
    }
}

const FRAME: &str = r#"# One idea a file: all the ways this language says it. Take the # off what you need.
about = "Say in one sentence what happens."

# [[frame]]
# id        = "{idea}"
# verbs     = ["زار"]                  # lemmas of words/verbs.tsv; inflections, participles and verbal nouns come with them
# nouns     = ["زيارة"]                # further nouns that name the happening, when the verbs' own do not suffice
# actor     = ["subject"]              # where the actor stands, first that is filled wins: subject, object, of, by, a preposition
# recipient = ["object", "إلى"]        # where the recipient stands
# reciprocal = false                   # true: both sides are actors
# needs     = ["recipient"]            # what must be filled
# with      = { object = ["@agreement"] }   # an argument that must be there, of a class (@) or one of these lemmas
# without   = { object = ["معرض"] }         # an argument that must not
{meaning}

# A sentence of your own that must fire it, in the shape of real news.
# [[fires]]
# text      = "…"
# actor     = ["FRA"]
# recipient = ["EGY"]

# A near miss that must not.
# [[silent]]
# text = "…"
# why  = "what is different"
"#;

const ARABIC_VERBS: &str = "\
# One verb a line, cells separated by tabs. lemma: third person masculine singular of the past, shadda of measures II and V written.
# root: its letters, weak ones as they are (قول), hamza as ء. measure: 1 to 10, q1, q2, q4. masdars: separated by |.
# classes: speech motion light aspect transitive ditransitive, or none.
# زار\tزور\t1\tيزور\tزيارة\ttransitive\tvisit
lemma\troot\tmeasure\timperfect\tmasdars\tclasses\tgloss
";

const VERBS: &str = "\
# One verb a line, cells separated by tabs, columns as in words/verbs.tsv of the English pack.
# visit\tvisits\tvisited\tvisited\tvisiting\tvisit\ttransitive\tvisit
lemma\tthird\tpast\tparticiple\ting\tnouns\tclasses\tgloss
";

const NOUNS: &str = "\
# One noun a line, cells separated by tabs. plural: +ات or +ون for regular ones, written out otherwise, separated by |.
# feminine: +ة, written out, or none. classes: such as agreement, weapon, troops, or none.
# معاهدة\t+ات\t\tagreement\ttreaty
lemma\tplural\tfeminine\tclasses\tgloss
";

const ADJECTIVES: &str = "\
# One adjective a line, cells separated by tabs. feminine and plural are empty when regular.
# عسكري\t\t\tmilitary
lemma\tfeminine\tplural\tgloss
";

const PARTICLES: &str = "\
# One particle a line, cells separated by tabs. pos: prep conj sub neg fut pron dem rel adv part interj num quant.
# برفقة\tprep\taccompanied by
form\tpos\tgloss
";

#[cfg(test)]
mod tests {
    use super::*;
    use marsad_pack::{Source, compile_leniently};

    #[test]
    fn what_it_writes_compiles() {
        let mut sources = crate::packs::built_in_sources().expect("sound");
        let before = compile_leniently(&sources).1.len();
        let pack = Path::new("packs/ar");
        let mut files = vec![frame("consult/telephone", pack).expect("a type"), frame("speech/murmur", pack).expect("speech")];
        files.extend([WordTable::Verbs, WordTable::Nouns, WordTable::Adjectives, WordTable::Particles].map(|t| word(t, "ar", pack)));
        sources.extend(files.into_iter().map(|(path, text)| Source { path: path.display().to_string(), text }));
        assert_eq!(compile_leniently(&sources).1.len(), before);
    }

    #[test]
    fn refuses_names_that_are_no_idea() {
        for name in ["telephone", "../x", "consult/../../x", "consult/", "consult/Telephone"] {
            assert!(frame(name, Path::new("p")).is_err(), "{name}");
        }
        let error = frame("consul/telephone", Path::new("p")).expect_err("no such type").to_string();
        assert_eq!(error, "unknown event type \"consul\", did you mean \"consult\"?");
    }
}
