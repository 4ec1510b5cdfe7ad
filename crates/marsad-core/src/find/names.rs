//! Names in a sentence: the longest phrases the packs know, whatever they stand for.

use crate::find::words::{Clitics, Enclitic, Word};
use marsad_pack::{Begun, Name, NameAs, NameOf, Names, Number, Pos};

/// A phrase of the sentence that the packs know, with everything it may stand for.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// First word.
    pub first: usize,
    /// Word after the last.
    pub end: usize,
    /// What it may stand for.
    pub names: &'a [Name],
    /// What is written onto its first word.
    pub clitics: Clitics,
    /// The pronoun on its last word.
    pub enclitic: Option<Enclitic>,
    /// Whether a name that is a state's and another's capital's is the capital's here.
    pub capital: bool,
    /// Which of several places of the name is meant, once that is settled.
    pub chosen: Option<u32>,
    /// Which of several states: «المملكة».
    pub state: Option<u32>,
}

impl<'a> Match<'a> {
    /// The words may stand for any of `names`; which, is settled later.
    fn new(words: std::ops::Range<usize>, names: &'a [Name], clitics: Clitics, enclitic: Option<Enclitic>) -> Self {
        Self { first: words.start, end: words.end, names, clitics, enclitic, capital: false, chosen: None, state: None }
    }

    /// The first reading of a kind.
    pub fn find<T>(&self, pick: impl Fn(&Name) -> Option<T>) -> Option<T> {
        self.names.iter().find_map(pick)
    }

    pub fn office(&self) -> Option<(u32, Name)> {
        self.find(|n| if let NameOf::Office(at) = n.of { Some((at, *n)) } else { None })
    }

    pub fn agent(&self) -> Option<(u32, Name)> {
        self.find(|n| if let NameOf::Agent(at) = n.of { Some((at, *n)) } else { None })
    }

    pub fn entity(&self) -> Option<(u32, marsad_pack::NameAs, Name)> {
        // «عمان» is the state before it is a capital, unless what stands by it says otherwise.
        let all = self.names.iter().filter_map(|n| if let NameOf::Entity(at, named) = n.of { Some((at, named, *n)) } else { None });
        let all = all.filter(|(at, ..)| self.state.is_none_or(|state| state == *at));
        all.min_by_key(|(_, named, _)| (self.capital && *named != NameAs::Capital, *named))
    }

    pub fn place(&self) -> Option<u32> {
        self.chosen.or_else(|| self.places().next())
    }

    /// All places of the name.
    pub fn places(&self) -> impl Iterator<Item = u32> {
        self.names.iter().filter_map(|n| if let NameOf::Place(at) = n.of { Some(at) } else { None })
    }

    /// The state and the other state's capital that both bear the name: «عمان».
    pub fn two(&self) -> Option<(u32, u32)> {
        let named = |wanted: NameAs| self.find(|n| if let NameOf::Entity(at, named) = n.of { (named == wanted).then_some(at) } else { None });
        named(NameAs::Name).zip(named(NameAs::Capital)).filter(|(state, capital)| state != capital)
    }

    /// What the name may be besides a capital, where it may be several: «المملكة», «الكونغولي». Whose own name it is stands first.
    pub fn several(&self) -> Vec<u32> {
        if self.names.len() < 2 {
            return Vec::new();
        }
        let named = |n: &Name| if let NameOf::Entity(at, named) = n.of { (named != NameAs::Capital).then_some((named, at)) } else { None };
        let mut named: Vec<(NameAs, u32)> = self.names.iter().filter_map(named).collect();
        named.sort_by_key(|(named, _)| *named);
        let mut all: Vec<u32> = Vec::new();
        for (_, at) in named {
            if !all.contains(&at) {
                all.push(at);
            }
        }
        if all.len() > 1 { all } else { Vec::new() }
    }

    pub fn is_two(&self) -> bool {
        self.two().is_some()
    }

    pub fn particle(&self) -> Option<u32> {
        self.find(|n| if let NameOf::Particle(at) = n.of { Some(at) } else { None })
    }

    pub fn cue(&self) -> Option<u32> {
        self.find(|n| if let NameOf::Cue(at) = n.of { Some(at) } else { None })
    }

    pub fn persons(&self) -> impl Iterator<Item = u32> {
        self.names.iter().filter_map(|n| if let NameOf::Person(at) = n.of { Some(at) } else { None })
    }

    pub fn shorts(&self) -> impl Iterator<Item = u32> {
        self.names.iter().filter_map(|n| if let NameOf::Short(at) = n.of { Some(at) } else { None })
    }

    pub fn words(&self) -> usize {
        self.end - self.first
    }
}

/// Every name of a sentence: at each word the longest phrase, shorter ones inside it left out. Cues and
/// particles are matched apart, since «بحسب» and «من قبل» overlap names of other kinds.
pub fn find_names<'a>(words: &[Word<'_>], names: &'a Names) -> Vec<Match<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match longest_at(words, at, names, |n| !matches!(n.of, NameOf::Particle(_) | NameOf::Cue(_))) {
            Some(hit) if !is_common(words, &hit) && !is_part_of_name(words, &hit, names) => {
                at = hit.end;
                found.push(hit);
            }
            _ => at += 1,
        }
    }
    for at in 0..found.len() {
        found[at].capital = found[at].is_two() && (is_doubled(words, &found[at]) || is_beside_capital(&found, at));
    }
    found
}

/// "people who fled", "told us": in letters that have capitals, a name is written with one.
fn is_common(words: &[Word<'_>], name: &Match<'_>) -> bool {
    let small = words[name.first..name.end].iter().all(|w| w.text.starts_with(|c: char| c.is_ascii_lowercase()));
    small && name.names.iter().all(|n| matches!(n.of, NameOf::Entity(..) | NameOf::Person(_) | NameOf::Short(_) | NameOf::Place(_)))
}

/// «موسى فقيه محمد»: a surname that is as well a first name is no listed person's where a name that no list knows goes on with it.
fn is_part_of_name(words: &[Word<'_>], name: &Match<'_>, names: &Names) -> bool {
    let surname = name.words() == 1 && name.clitics.count() == 0 && name.names.iter().all(|n| matches!(n.of, NameOf::Short(_)));
    let first = || words[name.first].starts.iter().any(|(begun, _)| begun.goes_on && names.of(*begun) == name.names);
    let unknown = |w: &Word<'_>| w.token.is_word() && w.readings.iter().all(|r| !r.exact) && w.starts.is_empty();
    // «موسى فقيه محمد»: a noun may stand among the names.
    let behind = || words[name.end..].iter().take(2).take_while(|w| w.token.is_word() && !w.text.starts_with("ال")).find(|w| w.readings.iter().all(|r| r.form.pos != Pos::Noun));
    surname && first() && behind().is_some_and(unknown)
}

/// «عمّان»: a doubled letter is written out only where it tells two names apart.
fn is_doubled(words: &[Word<'_>], name: &Match<'_>) -> bool {
    words[name.first..name.end].iter().any(|w| w.text.contains('\u{651}'))
}

/// «القاهرة وعمان», «عمان والرياض»: capitals are listed with capitals.
fn is_beside_capital(found: &[Match<'_>], at: usize) -> bool {
    let is_capital = |name: &Match<'_>| !name.is_two() && matches!(name.entity(), Some((_, NameAs::Capital, _)));
    let joined = |first: &Match<'_>, second: &Match<'_>| first.end == second.first && second.clitics.conj;
    let before = at.checked_sub(1).and_then(|b| found.get(b)).is_some_and(|b| joined(b, &found[at]) && is_capital(b));
    before || found.get(at + 1).is_some_and(|b| joined(&found[at], b) && is_capital(b))
}

/// Every cue and particle of several words, at each word the longest; cues of the page are the layout's.
pub fn find_cues<'a>(words: &[Word<'_>], names: &'a Names) -> Vec<Match<'a>> {
    let mut found: Vec<Match<'a>> = Vec::new();
    for at in 0..words.len() {
        if found.last().is_some_and(|m| m.end > at) {
            continue;
        }
        let read = |n: &Name| match n.of {
            NameOf::Particle(_) => true,
            NameOf::Cue(cue) => !names.cues[cue as usize].of_page,
            _ => false,
        };
        found.extend(longest_at(words, at, names, read));
    }
    found
}

fn longest_at<'a>(words: &[Word<'_>], at: usize, names: &'a Names, keep: impl Fn(&Name) -> bool) -> Option<Match<'a>> {
    let word = &words[at];
    let mut best: Option<Match<'a>> = None;
    for &(begun, clitics) in &word.starts {
        if let Some(hit) = grow(words, at, names, begun, clitics, &keep)
            && best.as_ref().is_none_or(|b| hit.end > b.end)
        {
            best = Some(hit);
        }
    }
    // «جيشها», «رئيسه»: a title with its owner written on.
    best.or_else(|| {
        word.owned_starts.iter().find_map(|&(begun, clitics, enclitic)| {
            let list = names.of(begun);
            // «الرئيسي» has the article: no owner can be written onto it.
            list.iter().any(|n| is_title(n) && !n.definite && keep(n)).then_some(Match::new(at..at + 1, list, clitics, Some(enclitic)))
        })
    })
}

fn grow<'a>(words: &[Word<'_>], first: usize, names: &'a Names, begun: Begun, clitics: Clitics, keep: &impl Fn(&Name) -> bool) -> Option<Match<'a>> {
    let (mut phrase, mut list) = (begun, names.of(begun));
    let mut best = None;
    let mut end = first + 1;
    loop {
        if list.iter().any(keep) {
            best = Some(Match::new(first..end, list, clitics, None));
        }
        if !phrase.goes_on {
            break;
        }
        let mut next = end;
        if words.get(next).is_some_and(|w| matches!(w.text, "-" | "‑" | "–")) || is_initial(words, next - 1) {
            next += 1;
        }
        let Some(word) = words.get(next) else { break };
        if let Some(longer) = names.extend(phrase, word.hash) {
            (phrase, list, end) = (longer, names.of(longer), next + 1);
            continue;
        }
        let owned = word.owned.iter().find_map(|&(stem, enclitic)| names.extend(phrase, stem).map(|longer| names.of(longer)).filter(|l| l.iter().any(is_title)).map(|l| (l, enclitic)));
        if let Some((list, enclitic)) = owned {
            best = Some(Match::new(first..next + 1, list, clitics, Some(enclitic)));
        }
        break;
    }
    best.filter(|m| m.names.iter().any(keep))
}

/// "U.S.": a capital with a point right behind it.
fn is_initial(words: &[Word<'_>], at: usize) -> bool {
    let point = words.get(at + 1).filter(|w| w.text == "." && w.span().start == words[at].span().end);
    point.is_some() && words[at].text.len() == 1 && words[at].text.starts_with(|c: char| c.is_ascii_uppercase())
}

fn is_title(name: &Name) -> bool {
    matches!(name.of, NameOf::Office(_) | NameOf::Agent(_)) && name.number != Number::Dual
}
