//! Predicates: verbs and nouns that may name a happening, each with its arguments.
//!
//! Enters: a parsed sentence. Leaves: [`Predicate`]s in the order told. «أجرى الوزير محادثات مع نظيره» leaves
//! as two: «أجرى» with subject and object, and «محادثات» that takes over the subject and «مع».

use crate::find::words::Enclitic;
use crate::read::chunks::{Node, leads_to_members};
use crate::read::clauses::{Clause, Link};
use crate::read::parse::Parsed;
use crate::read::tags::{Kind, is_behind_copula};
use marsad_pack::{Frame, Gender, NameAs, Number, Role, Shape, classes};

/// What fills a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filler {
    /// A phrase from its `from`th noun on.
    Phrase { phrase: usize, from: usize },
    /// A pronoun on a word.
    Pronoun { word: usize, enclitic: Enclitic },
    /// A clause.
    Clause(usize),
    /// The adjectives of a phrase: «هجوم أوكراني».
    Adjectives { phrase: usize, from: usize },
    /// Whoever acts in a clause that gives no subject of its own.
    Unsaid { clause: usize },
}

/// A word that may name a happening.
#[derive(Clone, Debug)]
pub struct Predicate {
    pub word: usize,
    pub lemma: u32,
    /// Other lemmas the same spelling may be: «وقع» falls and signs.
    pub others: Vec<u32>,
    pub noun: bool,
    pub passive: bool,
    pub clause: usize,
    /// For a noun: its phrase and its place in the chain.
    pub phrase: Option<(usize, usize)>,
    pub args: Vec<(Role, Filler)>,
}

impl Predicate {
    pub fn arg(&self, role: Role) -> Option<Filler> {
        self.args.iter().find(|(r, _)| *r == role).map(|(_, f)| *f)
    }
}

/// All predicates of a sentence, in the order of their words.
pub fn predicates(parsed: &Parsed<'_>) -> Vec<Predicate> {
    let mut found = Vec::new();
    for (at, clause) in parsed.clauses.iter().enumerate() {
        if let Some(verb) = clause.verb {
            found.extend(verb_predicate(parsed, at, verb));
            for &aux in &clause.auxiliaries {
                if parsed.lemma(aux).is_some_and(|l| parsed.language.frames.by_verb.contains_key(&l)) {
                    found.extend(verb_predicate(parsed, at, aux));
                }
            }
        }
    }
    for phrase in 0..parsed.phrases.len() {
        for at in 0..parsed.phrases[phrase].nouns.len() {
            found.extend(noun_predicate(parsed, phrase, at));
        }
    }
    found.sort_by_key(|p| p.word);
    found
}

fn verb_predicate(parsed: &Parsed<'_>, at: usize, verb: usize) -> Option<Predicate> {
    let reading = parsed.tags[verb].reading?;
    let clause = &parsed.clauses[shared_with(parsed, at, verb).unwrap_or(at)];
    let passive = reading.form.passive || reading.form.shape == Shape::PassiveParticiple && is_behind_copula(&parsed.words, &parsed.tags, verb, parsed.language) != Some(false);
    let mut args = Vec::with_capacity(clause.preps.len() + 6);
    let phrase = |p: usize| Filler::Phrase { phrase: p, from: 0 };
    let subject = clause.subject.map(phrase).or_else(|| clause.subject_pronoun.map(|(word, enclitic)| Filler::Pronoun { word, enclitic }));
    let subject = subject.or_else(|| antecedent(parsed, at)).or_else(|| carried_subject(parsed, at)).unwrap_or(Filler::Unsaid { clause: at });
    args.push((if passive { Role::OBJECT } else { Role::SUBJECT }, subject));
    let mut objects = clause.objects.iter().copied().filter(|&o| !is_among(parsed, o)).map(phrase);
    if let Some(enclitic) = reading.clitics.enclitic {
        let fronted = clause.objects.first().copied().filter(|p| parsed.phrases[*p].words.start < verb && clause.subject.is_some_and(|s| parsed.phrases[s].words.start > verb));
        if fronted.is_some() {
            objects.next();
        }
        let filler = fronted.or_else(|| resumed(parsed, at, verb, enclitic)).map_or(Filler::Pronoun { word: verb, enclitic }, phrase);
        args.push((if passive { Role::OBJECT2 } else { Role::OBJECT }, filler));
        args.extend(objects.next().map(|f| (Role::OBJECT2, f)));
    } else {
        args.extend(objects.next().map(|f| (if passive { Role::OBJECT2 } else { Role::OBJECT }, f)));
        args.extend(objects.next().map(|f| (Role::OBJECT2, f)));
    }
    // «ولدى وصولهم إلى المطار سلّمهم … إلى …»: what stands behind the verb is its own before what stands in front.
    let behind = |told: &usize| parsed.phrases[*told].words.start > verb;
    for (name, told) in clause.preps.iter().filter(|(_, p)| behind(p)).chain(clause.preps.iter().filter(|(_, p)| !behind(p))) {
        if !is_of_source(parsed, *told) && !is_of_owner(parsed, *told) {
            let role = role_of(parsed, name.as_str());
            // "was freed by Havana": whoever an active verb would have for its subject.
            if role == Some(Role::BY) && passive && parsed.language.fixed_order {
                args.push((Role::SUBJECT, phrase(*told)));
            }
            args.extend(role.map(|role| (role, phrase(taken_up(parsed, at, *told)))));
        }
    }
    let complement = parsed.clauses.iter().position(|c| c.parent == Some(at) && c.link == Link::Complement);
    if let Some(complement) = complement {
        args.push((Role::CLAUSE, Filler::Clause(complement)));
        args.push((Role::QUOTE, Filler::Clause(complement)));
        // «وصفه بأنه باطل»: the clause stands where «ب» and its noun would.
        let first = parsed.clauses[complement].first;
        if parsed.words[first].key.starts_with("بان") {
            args.push((Role::WITH, Filler::Clause(complement)));
        }
    }
    let others = other_lemmas(parsed, verb, &reading);
    Some(Predicate { word: verb, lemma: reading.form.lemma, others, noun: false, passive, clause: at, phrase: None, args })
}

/// «قُتل وجُرح سبعة عشر سائحا»: the clause right behind a bare verb whose words are its own too.
fn shared_with(parsed: &Parsed<'_>, at: usize, verb: usize) -> Option<usize> {
    let bare = |c: &Clause<'_>| c.subject.is_none() && c.objects.is_empty() && c.preps.is_empty();
    let beside = |c: &&Clause<'_>| c.parent == Some(at) && c.link == Link::Beside && c.verb == Some(verb + 1) && c.subject.is_some();
    let next = parsed.clauses.iter().position(|c| beside(&c))?;
    bare(&parsed.clauses[at]).then_some(next)
}

/// The subject phrase that a clause takes over from the clause it goes on from.
fn carried_subject(parsed: &Parsed<'_>, at: usize) -> Option<Filler> {
    use marsad_pack::{Gender, Number};
    let form = parsed.clauses[at].verb.and_then(|v| parsed.tags[v].reading)?.form;
    let mut here = parsed.clauses[at].parent;
    let mut link = parsed.clauses[at].link;
    while let (Some(parent), Link::Beside | Link::Participle | Link::Aim) = (here, link) {
        let c = &parsed.clauses[parent];
        let phrase = c.subject.or(match c.link {
            Link::Relative(p) => Some(p),
            _ => None,
        });
        if let Some(phrase) = phrase {
            let head = parsed.phrases[phrase].head();
            let (gender, number) = crate::read::chunks::agreement(&parsed.tags[head], parsed.names);
            let several = !parsed.phrases[phrase].joined.is_empty() || parsed.tags[head].number.is_some();
            let fits = match (form.gender, gender) {
                (Gender::Fem, Gender::Masc) => number == Number::Plur || several,
                (Gender::Masc, Gender::Fem) => several || form.number == Number::Plur,
                _ => form.number != Number::Plur || number != Number::Sing || several || gender == Gender::Both,
            };
            return fits.then_some(Filler::Phrase { phrase, from: 0 });
        }
        link = c.link;
        here = c.parent;
    }
    None
}

/// Verbs spelled alike in the same form: measures that differ only by a shadda, roots by a hamza.
fn other_lemmas(parsed: &Parsed<'_>, verb: usize, chosen: &crate::find::words::Reading) -> Vec<u32> {
    let mut others = Vec::new();
    let lemmas = &parsed.language.lexicon.lemmas;
    // «يعتقل الرئيس ويرحله»: whom a pronoun stands for is deported; nobody departs him.
    let takes_object = |lemma: u32| lemmas[lemma as usize].classes & const { classes(&["transitive", "ditransitive"]) } != 0;
    let done_to = chosen.clitics.enclitic.is_some() && takes_object(chosen.form.lemma);
    for r in parsed.words[verb].readings.iter().filter(|r| !done_to || takes_object(r.form.lemma)) {
        let alike = r.clitics.enclitic == chosen.clitics.enclitic
            && r.clitics.future == chosen.clitics.future
            && r.form.pos == chosen.form.pos
            && r.form.shape == chosen.form.shape
            && r.form.passive == chosen.form.passive;
        if alike && r.form.lemma != chosen.form.lemma && !others.contains(&r.form.lemma) {
            others.push(r.form.lemma);
        }
    }
    others
}

fn other_nouns(parsed: &Parsed<'_>, word: usize, lemma: u32) -> Vec<u32> {
    let Some(clitics) = parsed.tags[word].reading.map(|r| r.clitics) else { return Vec::new() };
    let mut others: Vec<u32> = Vec::new();
    for r in parsed.words[word].readings.iter().filter(|r| r.clitics == clitics && r.form.shape == Shape::Base) {
        if r.form.lemma != lemma && parsed.language.frames.by_noun.contains_key(&r.form.lemma) && !others.contains(&r.form.lemma) {
            others.push(r.form.lemma);
        }
    }
    others
}

/// The noun a relative clause tells of is its subject, when it has none of its own.
fn antecedent(parsed: &Parsed<'_>, at: usize) -> Option<Filler> {
    let clause = &parsed.clauses[at];
    match clause.link {
        Link::Relative(phrase) if clause.subject.is_none() && !is_resumed_elsewhere(parsed, at, phrase) => Some(Filler::Phrase { phrase, from: agreeing(parsed, clause.verb, phrase) }),
        _ => None,
    }
}

/// «بياناً دانوا فيه إيران»: a preposition's pronoun takes the noun up, and the verb is of others.
fn is_resumed_elsewhere(parsed: &Parsed<'_>, at: usize, phrase: usize) -> bool {
    let clause = &parsed.clauses[at];
    let plural = clause.verb.and_then(|v| parsed.tags[v].reading).is_some_and(|r| r.form.number == Number::Plur && r.form.gender == Gender::Masc);
    let one = crate::read::chunks::agreement(&parsed.tags[parsed.phrases[phrase].head()], parsed.names).1 == Number::Sing && parsed.phrases[phrase].joined.is_empty();
    plural && one && clause.preps.iter().any(|(_, p)| parsed.phrases[*p].pronoun.is_some_and(|e| e.number == Number::Sing))
}

/// Which noun of a chain its relative clause tells of: its head, or a name in it where only that agrees with the verb,
/// «قلق الولايات المتحدة التي تؤكد».
fn agreeing(parsed: &Parsed<'_>, verb: Option<usize>, phrase: usize) -> usize {
    let Some(form) = verb.and_then(|v| parsed.tags[v].reading).map(|r| r.form) else { return 0 };
    let nouns = &parsed.phrases[phrase].nouns;
    let against = |word: usize| match crate::read::chunks::agreement(&parsed.tags[word], parsed.names) {
        (Gender::Masc, Number::Sing) => form.gender == Gender::Fem,
        (Gender::Fem, Number::Sing) => form.gender == Gender::Masc,
        _ => false,
    };
    let agrees = |word: usize| parsed.tags[word].name.is_some() && !against(word);
    let head = nouns.first().is_some_and(|&n| against(n));
    nouns.iter().position(|&n| head && agrees(n)).unwrap_or(0)
}

/// The noun that a pronoun on a verb takes up: «الهجوم الذي شنته القوات», «بموجب اتفاق أبرمته لواندا».
fn resumed(parsed: &Parsed<'_>, at: usize, verb: usize, enclitic: Enclitic) -> Option<usize> {
    let clause = &parsed.clauses[at];
    clause.subject?;
    if let Link::Relative(p) = clause.link {
        return Some(p);
    }
    let here = parsed.nodes.iter().position(|n| matches!(n, Node::Verb(w) if *w == verb))?;
    let told = match parsed.nodes.get(here.checked_sub(1)?)? {
        Node::Phrase(p) | Node::Prep { phrase: p, .. } => *p,
        _ => return None,
    };
    let head = parsed.phrases[told].head();
    let bare = parsed.tags[head].name.is_none() && parsed.tags[head].reading.is_some_and(|r| !r.clitics.article && r.clitics.enclitic.is_none());
    let (gender, _) = crate::read::chunks::agreement(&parsed.tags[head], parsed.names);
    let agrees = enclitic.number == marsad_pack::Number::Sing && (gender == marsad_pack::Gender::Fem) == enclitic.feminine;
    (bare && agrees && Some(told) != clause.subject).then_some(told)
}

/// The noun told of, when a preposition's pronoun takes it up: «القمة التي دعت إليها بكين».
fn taken_up(parsed: &Parsed<'_>, at: usize, told: usize) -> usize {
    let clause = &parsed.clauses[at];
    match clause.link {
        Link::Relative(p) if clause.subject.is_some() && parsed.phrases[told].pronoun.is_some() => p,
        _ => told,
    }
}

/// «قتل خمسة بينهم مسؤول», «60 مسلحا منهم ثلاثة قادة»: who is among them is no object.
fn is_among(parsed: &Parsed<'_>, object: usize) -> bool {
    let node = parsed.nodes.iter().position(|n| matches!(n, Node::Phrase(p) if *p == object));
    let Some(before) = node.and_then(|n| n.checked_sub(1)) else { return false };
    let several = |phrase: usize| parsed.phrases[phrase].pronoun.is_some_and(|e| e.number == Number::Plur);
    let counted = || parsed.tags[parsed.phrases[object].words.clone()].iter().any(|t| t.number.is_some());
    let some_of = matches!(&parsed.nodes[before], Node::Prep { name, phrase, .. } if name == "من" && several(*phrase)) && counted();
    some_of || leads_to_members(&parsed.nodes, &parsed.phrases, parsed.language, before)
}

/// «وفق بيان مشترك مع الصين»: whose statement it is that is cited says nothing of the deed.
fn is_of_source(parsed: &Parsed<'_>, told: usize) -> bool {
    matches!(led_to(parsed, told), Some((_, Node::Prep { name, .. })) if parsed.language.is_preposition(name, const { classes(&["source"]) }))
}

/// «هجوم على قافلة تابعة لبعثة»: whose the convoy is says nothing of the attack.
fn is_of_owner(parsed: &Parsed<'_>, told: usize) -> bool {
    let Some(("ل", Node::Phrase(owned) | Node::Prep { phrase: owned, .. })) = led_to(parsed, told) else { return false };
    parsed.phrases[*owned].words.end.checked_sub(1).is_some_and(|last| parsed.cue_at(last) == Some("belongs"))
}

/// The preposition that leads to a phrase, and the node it stands behind.
fn led_to<'x>(parsed: &'x Parsed<'_>, phrase: usize) -> Option<(&'x str, &'x Node<'x>)> {
    let leads = |n: &Node<'_>| matches!(n, Node::Prep { phrase: to, .. } if *to == phrase);
    let at = parsed.nodes.iter().position(leads)?;
    let Node::Prep { name, .. } = &parsed.nodes[at] else { return None };
    Some((name, parsed.nodes.get(at.checked_sub(1)?)?))
}

/// The role a preposition makes in frames.
fn role_of(parsed: &Parsed<'_>, name: &str) -> Option<Role> {
    match name {
        "من قبل" | "على يد" | "على أيدي" | "من جانب" | "من طرف" | "بواسطة" | "by" => Some(Role::BY),
        "الى" => parsed.language.frames.role("إلى"),
        name => parsed.language.frames.role(name),
    }
}

fn noun_predicate(parsed: &Parsed<'_>, phrase: usize, at: usize) -> Option<Predicate> {
    let p = &parsed.phrases[phrase];
    let word = p.nouns[at];
    let entity = parsed.tags[word].name.is_some_and(|m| parsed.names[m].entity().is_some());
    if entity {
        return None;
    }
    let lemma = noun_lemma(parsed, word)?;
    let clause = parsed.clause_of[word];
    let mut args = Vec::new();
    // «اغتيال رئيس الوزراء السلوفاكي روبرت فيتسو»: what stands before a person's name tells of the person.
    let named = p.nouns.iter().any(|&n| parsed.tags[n].name.is_some_and(|m| parsed.names[m].persons().next().is_some()));
    let nisba = p
        .adjectives
        .iter()
        .any(|&a| (a > word || parsed.language.fixed_order && at == 0) && (p.definite && !named || parsed.described(phrase, a).is_none_or(|n| n == word)) && tells_of(parsed, phrase, at, a));
    let owner = p.owner.filter(|_| at == 0).map(|owner| Filler::Phrase { phrase: owner, from: 0 });
    if let Some(owner) = owner {
        // "Russia's invasion of Ukraine", "the army's troop withdrawal": an owner does it, where what it is done to is told.
        let done_to = p.nouns.len() > 1 || following(parsed, phrase).first().is_some_and(|(name, _)| parsed.language.is_preposition(name, const { classes(&["patient"]) }));
        args.push((if done_to { Role::SUBJECT } else { Role::OF }, owner));
    }
    if p.nouns.len() > at + 1 {
        args.push((Role::OF, Filler::Phrase { phrase, from: at + 1 }));
    } else if let Some(enclitic) = parsed.enclitic(word) {
        let doer = Filler::Pronoun { word, enclitic };
        match done_for(parsed, phrase, lemma) {
            // «رفضها لقرار», «دعمه لأوكرانيا»: the pronoun does what is done to whom «ل» leads to.
            Some(sufferer) => args.extend([(Role::SUBJECT, doer), (Role::OBJECT, Filler::Phrase { phrase: sufferer, from: 0 })]),
            None => args.push((Role::OF, doer)),
        }
    } else if let Some(whole) = crate::code::frames::part_of(parsed, phrase, at + 1) {
        args.push((Role::OF, Filler::Phrase { phrase: whole, from: 0 }));
    }
    if nisba {
        args.push((Role::SUBJECT, Filler::Adjectives { phrase, from: at }));
    }
    args.extend(following(parsed, phrase).into_iter().filter_map(|(name, p)| role_of(parsed, name).map(|role| (role, Filler::Phrase { phrase: p, from: 0 }))));
    if let Some(bare) = bare_after(parsed, phrase) {
        args.push((Role::OBJECT2, Filler::Phrase { phrase: bare, from: 0 }));
    }
    args.extend(told_of(parsed, phrase, at));
    args.extend(said_of(parsed, phrase));
    let others = other_nouns(parsed, word, lemma);
    Some(Predicate { word, lemma, others, noun: true, passive: false, clause, phrase: Some((phrase, at)), args })
}

/// Whom «ل» right behind a transitive verbal noun with a pronoun leads to.
fn done_for(parsed: &Parsed<'_>, phrase: usize, lemma: u32) -> Option<usize> {
    let lemmas = &parsed.language.lexicon.lemmas;
    let transitive = const { classes(&["transitive"]) };
    let verbs = &lemmas[lemma as usize].of_verbs;
    let (name, told) = following(parsed, phrase).into_iter().next()?;
    (name == "ل" && verbs.iter().any(|v| lemmas[*v as usize].classes & transitive != 0)).then_some(told)
}

/// Whether a state's adjective tells whose deed the `at`th noun of a chain is: «غارة إسرائيلية», «إطلاق النار
/// الإسرائيلي»; in «ترحيل مهاجرين فنزويليين» and «تعليق مشاركة الوفود السورية» it tells of the people.
fn tells_of(parsed: &Parsed<'_>, phrase: usize, at: usize, adjective: usize) -> bool {
    use marsad_pack::{Gender, Number};
    let nouns = &parsed.phrases[phrase].nouns;
    let state = parsed.tags[adjective].name.is_some_and(|m| matches!(parsed.names[m].entity(), Some((_, NameAs::Adjective, _))));
    let form = |w: usize| crate::read::chunks::agreement(&parsed.tags[w], parsed.names);
    let (Some(&deed), Some(&last)) = (nouns.get(at), nouns.last()) else { return false };
    let ((gender, number), (of_deed, count), (of_last, _)) = (form(adjective), form(deed), form(last));
    let people = const { marsad_pack::classes(&["person", "people", "group", "troops", "police", "diplomat", "citizen", "refugee"]) };
    let of_people = parsed.tags[last].name.is_some() || parsed.class_of(last) & people != 0;
    let own = last == deed || !of_people || gender != Gender::Both && gender == of_deed && gender != of_last && of_last != Gender::Both;
    state && own && (number != Number::Plur || count == Number::Plur)
}

/// The noun lemma of a word that has frames; a participle used as a noun counts with its verb's.
fn noun_lemma(parsed: &Parsed<'_>, word: usize) -> Option<u32> {
    let frames = &parsed.language.frames;
    let chosen = parsed.lemma(word).filter(|l| frames.by_noun.contains_key(l) && parsed.tags[word].shape() == Some(Shape::Base));
    // A noun with two readings: the one that has frames.
    chosen.or_else(|| {
        let clitics = parsed.tags[word].reading.map(|r| r.clitics)?;
        let same = parsed.words[word].readings.iter().filter(|r| r.clitics == clitics && r.form.shape == Shape::Base);
        same.map(|r| r.form.lemma).find(|l| frames.by_noun.contains_key(l))
    })
}

/// The node after a phrase (and those joined to it).
pub fn node_after(parsed: &Parsed<'_>, phrase: usize) -> Option<usize> {
    let of = |p: usize| {
        parsed.nodes.iter().position(|n| match n {
            Node::Phrase(q) | Node::Prep { phrase: q, .. } => *q == p,
            _ => false,
        })
    };
    of(parsed.phrases[phrase].joined_to.unwrap_or(phrase)).map(|n| n + 1)
}

/// Prepositional phrases right behind a phrase.
fn following<'x>(parsed: &'x Parsed<'_>, phrase: usize) -> Vec<(&'x str, usize)> {
    let mut found = Vec::new();
    let Some(mut at) = node_after(parsed, phrase) else { return found };
    while let Some(node) = parsed.nodes.get(at) {
        match node {
            Node::Prep { phrase, .. } if is_of_owner(parsed, *phrase) => {}
            Node::Prep { .. } if leads_to_members(&parsed.nodes, &parsed.phrases, parsed.language, at) => break,
            Node::Prep { name, phrase, .. } => found.push((name.as_str(), *phrase)),
            Node::Time(_) | Node::Part(_) => {}
            Node::Phrase(told) if found.is_empty() && is_name(parsed, *told) => {}
            Node::Phrase(_) if found.is_empty() => {
                // «لقائه العاهل الأردني في سوتشي»: the object first.
                let own = parsed.enclitic(parsed.phrases[phrase].head()).is_some();
                if !own {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    found
}

/// «تسليم الرئيس السابق سلوبودان ميلوشيفيتش إلى…»: a name beside its title breaks no chain.
fn is_name(parsed: &Parsed<'_>, phrase: usize) -> bool {
    let head = parsed.phrases[phrase].head();
    let person = parsed.tags[head].name.is_some_and(|m| parsed.names[m].persons().next().is_some() || parsed.names[m].shorts().next().is_some());
    person || parsed.tags[head].kind == Kind::Unknown
}

/// What a sentence without a verb, or with «كان», says its subject is: «كل الخيارات مطروحة», «سيكون الرد قاسيا».
fn said_of(parsed: &Parsed<'_>, phrase: usize) -> Option<(Role, Filler)> {
    let role = parsed.language.frames.role("is")?;
    let clause = parsed.clauses.iter().find(|c| c.subject == Some(phrase))?;
    let told = *clause.objects.first()?;
    let carries = clause.verb.is_none_or(|v| is_light(parsed, v));
    carries.then_some((role, Filler::Phrase { phrase: told, from: 0 }))
}

/// What a relative clause with a light verb adds to the happening it tells of: «محادثات أجراها الوفدان مع …»،
/// «لقاء دام ساعتين بين …».
fn told_of(parsed: &Parsed<'_>, phrase: usize, at: usize) -> Vec<(Role, Filler)> {
    let top = parsed.phrases[phrase].joined_to.unwrap_or(phrase);
    let mut found = Vec::new();
    let Some(index) = parsed.clauses.iter().position(|c| matches!(c.link, Link::Relative(p) if p == top || p == phrase)).filter(|_| at == 0) else { return found };
    let clause = &parsed.clauses[index];
    let Some(verb) = clause.verb.filter(|&v| is_light(parsed, v)) else { return found };
    let reading = parsed.tags[verb].reading;
    if reading.is_some_and(|r| r.clitics.enclitic.is_some()) {
        let doer = clause.subject.map_or(Filler::Unsaid { clause: index }, |p| Filler::Phrase { phrase: p, from: 0 });
        found.push((Role::ACTOR, doer));
    }
    for (name, p) in &clause.preps {
        found.extend(role_of(parsed, name.as_str()).map(|role| (role, Filler::Phrase { phrase: *p, from: 0 })));
    }
    found
}

/// A bare phrase right behind a verbal noun with its owner written on: its object.
fn bare_after(parsed: &Parsed<'_>, phrase: usize) -> Option<usize> {
    let p = &parsed.phrases[phrase];
    let at = node_after(parsed, phrase)?;
    let owned = p.nouns.iter().any(|&n| parsed.tags[n].name.is_none() && parsed.enclitic(n).is_some()) || p.nouns.len() > 1 && p.closed;
    // «اغتيال العميد فرنسوا الحاج»: behind a name that no list has the name goes on.
    let owned = owned && parsed.tags[p.words.end - 1].kind != Kind::Unknown;
    match parsed.nodes.get(at) {
        Some(Node::Phrase(next)) if owned && (p.prep.is_some() || is_masdar(parsed, p.head())) => Some(*next),
        _ => None,
    }
}

fn is_masdar(parsed: &Parsed<'_>, word: usize) -> bool {
    parsed.lemma(word).is_some_and(|l| !parsed.language.lexicon.lemmas[l as usize].of_verbs.is_empty())
}

/// Whether a verb only carries the noun that is its object or subject.
pub fn is_light(parsed: &Parsed<'_>, verb: usize) -> bool {
    let bits = const { classes(&["light", "aspect"]) };
    parsed.class_of(verb) & bits != 0
}

/// Arguments as a frame sees them, likeliest first: the verbal noun's chain is its subject or its object.
pub fn fill<'x>(predicate: &'x Predicate, frame: &Frame, role: Role, parsed: &Parsed<'_>) -> impl Iterator<Item = Filler> + use<'x> {
    let places = if role == Role::ADJECTIVE {
        [Place { one: adjectives(predicate), role: None }, Place::NONE, Place::NONE]
    } else if predicate.noun {
        noun_places(predicate, frame, role, parsed)
    } else {
        [Place::of(role), Place::NONE, Place::NONE]
    };
    places.into_iter().flat_map(|place| {
        let of_role = predicate.args.iter().filter(move |(r, _)| Some(*r) == place.role).map(|(_, f)| *f);
        place.one.into_iter().chain(of_role)
    })
}

/// Whatever stands where a frame looks for whom it is done to.
pub fn done_to(predicate: &Predicate, frame: &Frame, parsed: &Parsed<'_>) -> impl Iterator<Item = Filler> {
    frame.recipient.iter().flat_map(move |role| fill(predicate, frame, *role, parsed))
}

/// Where fillers of a role are looked for: one argument, then all that stand in a role.
#[derive(Clone, Copy)]
struct Place {
    one: Option<Filler>,
    role: Option<Role>,
}

impl Place {
    const NONE: Self = Self { one: None, role: None };

    fn of(role: Role) -> Self {
        Self { one: None, role: Some(role) }
    }
}

/// The adjectives of the predicate's own phrase, or of its object or subject.
fn adjectives(predicate: &Predicate) -> Option<Filler> {
    let phrase = predicate.phrase.or_else(|| match predicate.arg(Role::OBJECT).or(predicate.arg(Role::SUBJECT)) {
        Some(Filler::Phrase { phrase, from }) => Some((phrase, from)),
        _ => None,
    });
    phrase.map(|(phrase, from)| Filler::Adjectives { phrase, from })
}

/// «قصف المدينة» and «قصف روسيا لمدينة»: whether a noun's chain is what is done to or who does it, by what the
/// frame takes and what else stands there.
fn noun_places(predicate: &Predicate, frame: &Frame, role: Role, parsed: &Parsed<'_>) -> [Place; 3] {
    let of = predicate.arg(Role::OF);
    let only = |one: Option<Filler>| [Place { one, role: None }, Place::NONE, Place::NONE];
    if !matches!(role, Role::OF | Role::OBJECT | Role::SUBJECT) {
        return [Place::of(role), Place::NONE, Place::NONE];
    }
    if role == Role::OF {
        return only(of);
    }
    let uses_of = frame.actor.contains(&Role::OF) || frame.recipient.contains(&Role::OF) || frame.with.iter().any(|(r, _)| *r == Role::OF);
    let tested = frame.with.iter().any(|(r, _)| *r == Role::OBJECT);
    let takes_object =
        tested || frame.recipient.contains(&Role::OBJECT) || frame.counts.iter().any(|(r, _)| *r == Role::OBJECT) || frame.speech.as_ref().is_some_and(|s| s.content.contains(&Role::OBJECT));
    // «اغتيال الأمين العام للحزب»: whose an office is does not suffer.
    let lam = predicate.arg(Role::FOR).filter(|_| frame.kind() != "ASSAULT" || !of.is_some_and(|of| is_office(of, parsed)));
    // «هجوم لجماعة بوكو حرام»: what is done to nobody is whose it is told to be; so is what two words of «ل» tell,
    // «قصف للجيش لمواقع».
    let of_doer = lam.filter(|_| frame.kind() == "ASSAULT" && of.is_none() && !is_of_transitive(predicate, parsed));
    let bare = predicate.arg(Role::OBJECT2);
    let of_is_object = takes_object && (!frame.reciprocal || tested) && lam.is_none() && bare.is_none() && !goes(predicate, frame, of, parsed);
    if of_doer.is_some() {
        return match role {
            Role::SUBJECT => [Place { one: None, role: Some(Role::SUBJECT) }, Place { one: of_doer, role: Some(Role::BY) }, Place::of(Role::ACTOR)],
            _ => only(bare),
        };
    }
    if role == Role::OBJECT {
        return only(match (uses_of, of_is_object) {
            (true, _) => lam.or(bare),
            (false, true) => of,
            (false, false) => bare.or(lam),
        });
    }
    let of_is_subject = !of_is_object && (!uses_of || bare.is_some() || lam.is_some() && frame.recipient.contains(&Role::OBJECT));
    let doer = of.filter(|_| of_is_subject);
    let between = if frame.reciprocal || doer.is_none() && predicate.arg(Role::SUBJECT).is_none() && frame.speech.is_none() { predicate.arg(Role::BETWEEN) } else { None };
    [Place { one: doer, role: Some(Role::SUBJECT) }, Place { one: between, role: Some(Role::BY) }, Place::of(Role::ACTOR)]
}

fn is_office(filler: Filler, parsed: &Parsed<'_>) -> bool {
    let Filler::Phrase { phrase, from } = filler else { return false };
    let head = parsed.phrases[phrase].nouns.get(from);
    head.and_then(|&n| parsed.tags[n].name).is_some_and(|m| parsed.names[m].office().is_some())
}

/// Whether a noun is the verbal noun of a verb that takes an object.
fn is_of_transitive(predicate: &Predicate, parsed: &Parsed<'_>) -> bool {
    let lemmas = &parsed.language.lexicon.lemmas;
    let transitive = const { classes(&["transitive", "ditransitive"]) };
    lemmas[predicate.lemma as usize].of_verbs.iter().any(|v| lemmas[*v as usize].classes & transitive != 0)
}

/// Whether a verbal noun's complement is who goes, not where to: «زيارة بيلوسي إلى تايوان», «زيارته».
fn goes(predicate: &Predicate, frame: &Frame, of: Option<Filler>, parsed: &Parsed<'_>) -> bool {
    let object = frame.recipient.iter().position(|r| *r == Role::OBJECT);
    let towards = |r: &&Role| matches!(parsed.language.frames.roles[r.0 as usize].as_str(), "إلى" | "على" | "ضد" | "مع" | "to" | "against" | "with");
    let ways = || frame.recipient[..object.unwrap_or(0)].iter().filter(towards);
    if ways().next().is_none() || frame.with.iter().any(|(r, _)| *r == Role::OBJECT) {
        return false;
    }
    let led = predicate.args.iter().any(|(r, _)| ways().any(|way| way == r));
    led || match of {
        Some(Filler::Pronoun { .. }) => true,
        Some(Filler::Phrase { phrase, from }) => {
            let name = parsed.phrases[phrase].nouns.get(from).and_then(|&n| parsed.tags[n].name).map(|m| &parsed.names[m]);
            name.is_some_and(|m| m.office().is_some() || m.persons().next().is_some() || m.shorts().next().is_some())
        }
        _ => false,
    }
}
