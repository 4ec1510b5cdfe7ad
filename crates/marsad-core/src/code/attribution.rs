//! On whose word: «بحسب لقطات بثتها وكالات الأنباء الروسية» puts the whole sentence on the agencies' word.

use crate::code::sentence::Telling;
use crate::code::sides::{Resolver, Side};
use crate::find::names::Match;
use crate::read::chunks::{Node, Phrase};
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_text::Span;

/// A cue of attribution in a sentence: «بحسب», with whom it cites.
pub struct Citation<'p> {
    /// First word of the cue, and the word after those it cites.
    pub first: usize,
    pub end: usize,
    pub sides: Vec<Side<'p>>,
}

/// All the citations of a sentence.
pub fn citations<'p>(parsed: &Parsed<'_>, resolver: &Resolver<'p>) -> Vec<Citation<'p>> {
    cues(parsed).filter_map(|cue| cite(parsed, resolver, cue.first, cue.end)).collect()
}

/// The sides a cue of attribution in the sentence cites for a telling.
pub fn cited<'p>(parsed: &Parsed<'_>, telling: &Telling<'p>, resolver: &Resolver<'p>) -> Vec<Side<'p>> {
    // «وفق الخطة» inside what is said is no source.
    let same = |cue: usize| {
        let (told, clause) = (telling.predicate.clause, parsed.clause_of[cue]);
        told == clause || chain(parsed, told).contains(&clause) || chain(parsed, clause).contains(&told)
    };
    let cited = citations(parsed, resolver).into_iter().find(|c| same(c.first)).map(|c| c.sides);
    cited.or_else(|| joint(parsed, telling, resolver).filter(|(cue, _)| same(*cue)).map(|(_, sides)| sides)).unwrap_or_default()
}

/// «وفق بيان مشترك مع الصين»: on the word of those who did it together, and of whoever signed with them. With the cue's word.
fn joint<'p>(parsed: &Parsed<'_>, telling: &Telling<'p>, resolver: &Resolver<'p>) -> Option<(usize, Vec<Side<'p>>)> {
    let cue = cues(parsed).find(|cue| parsed.phrases.iter().any(|p| p.words.start + 1 >= cue.end && p.words.start <= cue.end && is_joint(parsed, p)))?;
    let with = parsed.nodes.iter().find_map(|n| match n {
        Node::Prep { name, phrase, word } if name == "مع" && (cue.end..cue.end + 6).contains(word) => Some(*phrase),
        _ => None,
    });
    let others = with.map_or_else(Vec::new, |phrase| resolver.known_sides(parsed, phrase, 0));
    let sides: Vec<Side<'p>> = telling.actor.iter().chain(&others).filter(|s| s.entity.is_some()).cloned().collect();
    (sides.len() > 1).then_some((cue.first, sides))
}

/// A statement of several: «بيان ثلاثي مشترك».
fn is_joint(parsed: &Parsed<'_>, phrase: &Phrase) -> bool {
    let joint = |&word: &usize| parsed.lemma(word).is_some_and(|l| matches!(parsed.language.lexicon.lemmas[l as usize].text.as_str(), "مشترك" | "joint"));
    parsed.class_of(phrase.head()) & const { marsad_pack::classes(&["statement"]) } != 0 && phrase.adjectives.iter().any(joint)
}

fn cues<'a>(parsed: &'a Parsed<'_>) -> impl Iterator<Item = &'a Match<'a>> {
    parsed.cues.iter().filter(|m| m.cue().is_some_and(|c| parsed.language.names.cues[c as usize].kind == "attribution"))
}

/// Whom one cue cites: a source follows its cue. «كما قال، …» and «كما قال إنه …» cite whoever speaks
/// anyway.
fn cite<'p>(parsed: &Parsed<'_>, resolver: &Resolver<'p>, first: usize, end: usize) -> Option<Citation<'p>> {
    if parsed.tags.get(end).is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Close | Kind::Sub)) {
        return None;
    }
    // "According to a statement, three soldiers …": where order tells, a mark ends the citation.
    let mark = (end..parsed.words.len()).find(|&w| parsed.tags[w].kind == Kind::Comma).filter(|_| parsed.language.fixed_order).unwrap_or(usize::MAX);
    let near = |start: usize| start + 1 >= end && start <= end + 6 && start < mark;
    let behind = |p: usize| near(parsed.phrases[p].words.start) && parsed.phrases[p].words.end > end;
    let phrases = parsed.nodes.iter().filter_map(|n| match n {
        // «بيان مشترك مع الصين» is not hers alone.
        Node::Prep { name, .. } if name == "مع" => None,
        Node::Phrase(p) | Node::Prep { phrase: p, .. } => Some(*p).filter(|p| behind(*p)),
        _ => None,
    });
    for phrase in phrases.take(2) {
        // The cue's own word may be the chain's head: «بحسب سكان».
        let nouns = &parsed.phrases[phrase].nouns;
        let from = nouns.iter().position(|&n| n >= end).unwrap_or(0);
        let after = parsed.phrases[phrase].words.end;
        let sides: Vec<Side<'p>> = resolver.sides(parsed, phrase, from).into_iter().filter(|s| s.entity.is_some() || speaks(parsed, phrase, from)).collect();
        if !sides.is_empty() {
            return Some(Citation { first, end: after, sides });
        }
        // «حسب قول بعض المصادر»
        if let Some(&word) = nouns[from..].iter().find(|&&w| parsed.cue_at(w) == Some("source")) {
            return Some(Citation { first, end: after, sides: vec![resolver_source(resolver, parsed.words[word].span())] });
        }
    }
    None
}

fn resolver_source<'p>(resolver: &Resolver<'p>, span: Span) -> Side<'p> {
    let mut side = resolver.country(0, span, "source");
    side.entity = None;
    side.kind = marsad_record::ActorKind::Group;
    side.sector = None;
    side
}

fn speaks(parsed: &Parsed<'_>, phrase: usize, from: usize) -> bool {
    let people = const { marsad_pack::classes(&["person", "people", "group", "troops", "police", "diplomat"]) };
    parsed.phrases[phrase].nouns.get(from).is_some_and(|&n| parsed.class_of(n) & people != 0 || parsed.tags[n].name.is_some())
}

fn chain(parsed: &Parsed<'_>, clause: usize) -> Vec<usize> {
    let mut found = vec![clause];
    let mut at = parsed.clauses[clause].parent;
    while let Some(here) = at {
        found.push(here);
        at = parsed.clauses[here].parent;
    }
    found
}
