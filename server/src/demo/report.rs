//! Who was simulated as what and scored as what.

use super::temper::TEMPERAMENTS;
use effen::kinds::Persona;

/// Counts by temperament (rows) and persona (columns; the last column: not known yet).
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    counts: [[usize; 7]; 6],
    /// The six people of the personas' descriptions: name and file reference.
    pub people: Vec<(String, String)>,
}

impl Report {
    /// Counts one debtor.
    pub fn count(&mut self, temperament: usize, persona: Option<Persona>) {
        let column = persona.map_or(6, |persona| persona as usize);
        self.counts[temperament][column] += 1;
    }

    /// How many were scored as this persona.
    pub fn scored(&self, persona: Persona) -> usize {
        self.counts.iter().map(|row| row[persona as usize]).sum()
    }

    /// The table, in Markdown.
    pub fn markdown(&self) -> String {
        let mut text = String::from("| simulated as |");
        for persona in Persona::ALL {
            text += &format!(" {persona} |");
        }
        text += " not known yet |\n|---|---|---|---|---|---|---|---|\n";
        for (temperament, row) in TEMPERAMENTS.iter().zip(self.counts) {
            text += &format!("| {} |", temperament.label);
            row.iter().for_each(|count| text += &format!(" {count} |"));
            text += "\n";
        }
        text
    }
}
