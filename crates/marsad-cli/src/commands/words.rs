//! `marsad words`: every word as it is read, in the columns of CoNLL-U.

use super::{each_article, shape};
use crate::args::Words;
use marsad_core::{Reader, WordNote};
use marsad_pack::Packs;
use marsad_sources::{Articles, Input};
use std::io::Write;

/// Prints the words of each sentence; a word written together of several has a line of its own before its pieces.
pub fn run(packs: &Packs, args: &Words) -> anyhow::Result<bool> {
    let mut reader = Reader::new(packs);
    each_article(Articles::new(vec![Input::parse(&args.input)], shape(&args.given)), &args.given, |article, out| reader.words(article).iter().try_for_each(|words| sentence(out, words)))
}

fn sentence(out: &mut impl Write, words: &[WordNote]) -> std::io::Result<()> {
    let mut id = 0;
    for word in words {
        if word.pieces.len() > 1 {
            writeln!(out, "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t_", id + 1, id + word.pieces.len(), word.text)?;
        }
        for piece in &word.pieces {
            id += 1;
            let head = piece.head.map_or_else(|| "_".to_owned(), |h| (h + 1).to_string());
            let role = if piece.role.is_empty() { "_" } else { piece.role };
            writeln!(out, "{id}\t{}\t{}\t{}\t_\t_\t{head}\t{role}\t_\t_", piece.form, piece.lemma, piece.pos)?;
        }
    }
    writeln!(out)
}
