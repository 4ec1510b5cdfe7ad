//! Numbers told of a happening, and what they count.
//!
//! Enters: a telling and the amounts of its sentence. Leaves: [`Count`]s with their words. «وقعت اشتباكات … وأوقعت 65 قتيلاً
//! على الأقل» leaves the clashes with 65 killed or more.

use crate::code::amounts::{Amount, amount_of, toll_of};
use crate::code::predicates::{Filler, fill};
use crate::code::sentence::Telling;
use crate::read::clauses::Link;
use crate::read::parse::Parsed;
use marsad_pack::{Frame, Role, classes};
use marsad_record::{Count, Event};
use marsad_text::Span;

/// Counts the tellings of a sentence.
pub struct Counter<'a, 'p> {
    pub parsed: &'a Parsed<'a>,
    pub amounts: &'a [Amount],
    /// All tellings of the sentence.
    pub tellings: &'a [Telling<'p>],
}

/// What is counted, with its words.
type Counted = (Count, Span);

impl Counter<'_, '_> {
    /// What the frame says its arguments count; else whatever else is numbered beside the predicate.
    pub fn of(&self, telling: &Telling, frame: &Frame) -> Vec<Counted> {
        let mut found: Vec<Counted> = Vec::new();
        for (role, what) in &frame.counts {
            self.tally_all(fill(&telling.predicate, frame, *role, self.parsed), what, &mut found);
            // An argument that the hidden passive moved.
            if *role == Role::OBJECT && !telling.predicate.noun && self.is_moved(telling, &found) {
                found.clear();
                self.tally_all(telling.predicate.arg(Role::SUBJECT).into_iter(), what, &mut found);
            }
        }
        if found.is_empty() {
            self.told_beside(telling, frame, &mut found);
        }
        self.sweep(telling, frame, &mut found);
        found
    }

    /// «أربعة أشخاص قتلوا بينهم امرأة»: the numbered subject of what may be a passive is its patient.
    fn is_moved(&self, telling: &Telling, found: &[Counted]) -> bool {
        let Some(Filler::Phrase { phrase, from }) = telling.predicate.arg(Role::SUBJECT) else { return false };
        let numbered = amount_of(self.parsed, self.amounts, phrase, from).is_some_and(|a| a.told);
        let by_form = found.iter().all(|(_, span)| !self.amounts.iter().any(|a| a.span == *span));
        found.is_empty() || numbered && by_form
    }

    fn tally_all(&self, fillers: impl Iterator<Item = Filler>, what: &str, found: &mut Vec<Counted>) {
        for filler in fillers {
            if let Filler::Phrase { phrase, from } = filler {
                self.tally(phrase, from, what, found);
            }
        }
    }

    /// Numbered arguments of a frame that does not say what they count.
    fn told_beside(&self, telling: &Telling, frame: &Frame, found: &mut Vec<Counted>) {
        for role in [Role::OBJECT, Role::SUBJECT, Role::OF] {
            for filler in fill(&telling.predicate, frame, role, self.parsed) {
                let Filler::Phrase { phrase, from } = filler else { continue };
                let numbered = amount_of(self.parsed, self.amounts, phrase, from).filter(|a| a.told);
                if let Some(what) = numbered.and_then(|_| self.what(phrase, from, frame)) {
                    self.tally(phrase, from, what, found);
                }
            }
        }
    }

    /// Adds what a phrase and those joined to it count: «3 قتلى و12 جريحا» are two counts, «ضابطان ورهينة» one.
    fn tally(&self, phrase: usize, from: usize, what: &str, found: &mut Vec<Counted>) {
        let parts = std::iter::once((phrase, from)).chain(self.parsed.phrases[phrase].joined.iter().map(|&joined| (joined, 0)));
        let mut sums: Vec<(&str, Amount)> = Vec::new();
        for (part, from) in parts {
            let Some(amount) = amount_of(self.parsed, self.amounts, part, from) else { continue };
            let beside = if part == phrase { Some(what) } else { self.counted_by(part, &amount, what) };
            let Some(what) = beside else { continue };
            let own = self.casualty(amount.noun).or_else(|| self.arms(amount.noun, what)).unwrap_or(what);
            match sums.iter_mut().find(|(w, _)| *w == own) {
                // «آلاف الطلبة والعاطلين»: one more adds nothing to what is open.
                Some((_, sum)) if amount.told || sum.max.is_some() => sum.add(&amount),
                Some(_) => {}
                None => sums.push((own, amount)),
            }
        }
        for (what, amount) in sums {
            self.push(found, what, &amount);
        }
    }

    /// «مقتل 21 وإصابة 117»: people that a joined noun counts as a happening of its own, if any; else the same as before.
    fn counted_by<'w>(&'w self, part: usize, amount: &Amount, what: &'w str) -> Option<&'w str> {
        let head = self.parsed.phrases[part].head();
        let frames = &self.parsed.language.frames;
        let Some(named) = self.parsed.lemma(head).filter(|_| head < amount.first).and_then(|l| frames.by_noun.get(&l)) else { return Some(what) };
        let mut counts = named.iter().flat_map(|f| &frames.list[*f as usize].counts).map(|(_, own)| own.as_str());
        counts.find(|own| matches!(*own, "killed" | "wounded" | "detained" | "hostages"))
    }

    fn push(&self, found: &mut Vec<Counted>, what: &str, amount: &Amount) {
        if found.iter().any(|(c, span)| *span == amount.span && c.what == what) {
            return;
        }
        let unit = (what == "money").then(|| self.currency(amount.noun)).flatten();
        found.push((Count { what: what.to_owned(), min: amount.min, max: amount.max, approximate: amount.approximate, unit, ..Count::default() }, amount.span));
    }

    /// «دولار» is "dollar".
    fn currency(&self, noun: usize) -> Option<String> {
        let lemma = self.parsed.lemma(noun)?;
        Some(self.parsed.language.lexicon.lemmas[lemma as usize].gloss.clone()).filter(|g| !g.is_empty())
    }

    fn casualty(&self, noun: usize) -> Option<&'static str> {
        let class = self.parsed.class_of(noun);
        let is = |of: u128| class & of != 0;
        if is(const { classes(&["dead"]) }) {
            Some("killed")
        } else if is(const { classes(&["wounded"]) }) {
            Some("wounded")
        } else {
            None
        }
    }

    /// «عشرة آلاف جندي و150 دبابة»: troops and their arms are counted apart.
    fn arms(&self, noun: usize, what: &str) -> Option<&'static str> {
        let class = self.parsed.class_of(noun);
        match what {
            "weapons" | "vehicles" if class & const { classes(&["troops"]) } != 0 => Some("troops"),
            "troops" if class & const { classes(&["vehicle", "ship", "flight"]) } != 0 => Some("vehicles"),
            _ => None,
        }
    }

    /// Amounts that no argument holds: «… بمشاركة عشرة آلاف جندي», «دعا إلى تقديم 977 مليون دولار».
    fn sweep(&self, telling: &Telling, frame: &Frame, found: &mut Vec<Counted>) {
        let kind = frame.kind();
        for amount in self.amounts.iter().filter(|a| a.noun >= telling.predicate.word) {
            let Some(what) = self.swept(amount, kind) else { continue };
            let known = found.iter().any(|(c, span)| c.what == what || span.start <= amount.span.start && amount.span.end <= span.end);
            if !known && self.belongs(amount, telling, what) {
                self.push(found, what, amount);
            }
        }
    }

    /// What a number beside a happening of that kind counts, where its noun leaves no doubt.
    fn swept(&self, amount: &Amount, kind: &str) -> Option<&'static str> {
        let class = self.parsed.class_of(amount.noun);
        let is = |of: u128| class & of != 0;
        match kind {
            // «إصابة أربعة آخرين»: or the noun before the number.
            "ASSAULT" | "PROTEST" | "COERCE" => self.casualty(amount.noun).or_else(|| self.casualty(toll_of(self.parsed, amount.first)?)),
            "MOBILIZE" | "COOPERATE" | "AID" | "AGREE" | "RETREAT" if is(const { classes(&["troops"]) }) => Some("troops"),
            "AID" | "AGREE" | "REQUEST" | "RETREAT" | "CONCEDE" | "SANCTION" if is(const { classes(&["money"]) }) => Some("money"),
            _ => None,
        }
    }

    /// The amount stands in the telling's clause, or in one that goes on from it, and no other telling is nearer.
    fn belongs(&self, amount: &Amount, telling: &Telling, what: &str) -> bool {
        let between = telling.predicate.word + 1..amount.noun;
        let kind = |t: &Telling| self.parsed.language.frames.list[t.frame as usize].kind();
        let nearer = self.tellings.iter().any(|t| between.contains(&t.predicate.word) && self.swept(amount, kind(t)).is_some());
        let mut clause = self.parsed.clause_of[amount.noun];
        let results = matches!(what, "killed" | "wounded");
        while clause != telling.predicate.clause {
            let c = &self.parsed.clauses[clause];
            let goes_on = match c.link {
                Link::Aim | Link::Participle | Link::Relative(_) => true,
                Link::Beside | Link::Circumstance => results,
                Link::Complement => !results,
                Link::Root => false,
            };
            let Some(parent) = c.parent.filter(|_| goes_on) else { return false };
            clause = parent;
        }
        !nearer
    }

    /// What a numbered noun of a phrase is a number of.
    fn what(&self, phrase: usize, from: usize, frame: &Frame) -> Option<&'static str> {
        let kind = frame.kind();
        self.parsed.phrases[phrase].nouns.iter().skip(from).find_map(|&noun| {
            let class = self.parsed.class_of(noun);
            let is = |of: u128| class & of != 0;
            if let Some(what) = self.casualty(noun) {
                return Some(what);
            }
            let people = is(const { classes(&["person", "people", "citizen", "refugee", "diplomat", "prisoner", "troops"]) });
            let what = match kind {
                _ if is(const { classes(&["hostage"]) }) => "hostages",
                "SANCTION" if people && frame.has_mode("expel") => "expelled",
                "RETREAT" if people && frame.has_mode("release") => "released",
                "COERCE" if people && frame.has_mode("arrest") => "detained",
                "PROTEST" if people => "protesters",
                _ if is(const { classes(&["troops"]) }) => "troops",
                _ if is(const { classes(&["police"]) }) => "police",
                _ if is(const { classes(&["vehicle", "flight", "ship"]) }) => "vehicles",
                _ if is(const { classes(&["weapon", "missile"]) }) => "weapons",
                _ if is(const { classes(&["money"]) }) => "money",
                _ if is(const { classes(&["vote"]) }) => "votes",
                "ASSAULT" | "COERCE" | "SANCTION" | "RETREAT" | "AID" | "MOBILIZE" if people => "people",
                _ => return None,
            };
            Some(what)
        })
    }
}

/// «اقتحمت القوات المقر وقتلت 14 مسلحا»: an attack told without its dead has those told of in the same sentence.
pub fn share_casualties(events: &mut [Event]) {
    for first in 0..events.len() {
        let (before, after) = events.split_at_mut(first + 1);
        let Some(event) = before.last_mut().filter(|e| e.kind == "ASSAULT" && e.counts.iter().all(|c| !is_casualty(c))) else { continue };
        let result = after.iter().find(|e| e.kind == "ASSAULT" && e.status == event.status && e.counts.iter().any(is_casualty) && same_victims(event, e));
        event.counts.extend(result.into_iter().flat_map(|e| e.counts.iter().filter(|c| is_casualty(c)).cloned()));
    }
}

fn is_casualty(count: &Count) -> bool {
    matches!(count.what.as_str(), "killed" | "wounded")
}

/// Whether the dead of the second may be the victims of the first.
fn same_victims(attack: &Event, deaths: &Event) -> bool {
    let known = |e: &Event| e.recipient.iter().filter_map(|a| a.code.clone()).collect::<Vec<_>>();
    let (struck, dead) = (known(attack), known(deaths));
    struck.is_empty() || dead.is_empty() || struck.iter().any(|s| dead.contains(s))
}
