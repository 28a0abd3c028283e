//! Measures how often names are right by how clear their choice was: the table that `select/confidence.rs` reads.

use crate::corpus::Document;
use quandian::entity::Finding;
use std::fmt::Write;

/// Names found in texts that the models had not seen.
#[derive(Default)]
pub struct Calibration {
    /// The lead of each, whether it is right, and the weight of its text.
    chosen: Vec<(i32, bool, f64)>,
    /// Right ones and all of those that only the second look found.
    again: [f64; 2],
    /// How many names there are.
    gold: f64,
}

impl Calibration {
    /// Counts what was found in one text.
    pub fn add(&mut self, document: &Document, found: &[Finding], weight: f64) {
        self.gold += weight * document.gold.len() as f64;
        for finding in found {
            let right = document.gold.contains(&finding.entity);
            match finding.lead {
                Some(lead) => self.chosen.push((lead, right, weight)),
                None => {
                    self.again[0] += f64::from(u8::from(right)) * weight;
                    self.again[1] += weight;
                }
            }
        }
    }

    /// The table: isotonic regression of right on lead (pool adjacent violators).
    pub fn table(&mut self) -> String {
        /// Steps rest on at least so many names.
        const LEAST: f64 = 60.0;
        self.chosen.sort_by_key(|(lead, ..)| *lead);
        // Each pool: its least lead, right ones, all.
        let mut pools: Vec<(i32, f64, f64)> = Vec::new();
        for &(lead, right, weight) in &self.chosen {
            let right = f64::from(u8::from(right)) * weight;
            match pools.last_mut() {
                Some(last) if last.0 == lead || last.2 < LEAST => {
                    last.1 += right;
                    last.2 += weight;
                }
                _ => pools.push((lead, right, weight)),
            }
            while let [.., before, last] = pools[..]
                && before.1 / before.2 >= last.1 / last.2
                && last.2 >= LEAST
            {
                pools.truncate(pools.len() - 2);
                pools.push((before.0, before.1 + last.1, before.2 + last.2));
            }
        }
        let percent = |right: f64, all: f64| if all == 0.0 { 0.0 } else { (100.0 * right / all).round() };
        let mut steps: Vec<(i32, f64)> = pools.iter().map(|(lead, right, all)| (*lead, percent(*right, *all))).collect();
        steps.dedup_by_key(|(_, percent)| *percent);
        let mut table = String::from(
            "# How many in a hundred names are right: from a lead of the choice on (see select/confidence.rs), and of names that\n\
             # only the second look found (again). Origin: written by `make train`, measured in five folds.\n",
        );
        for (lead, percent) in steps {
            let _ = writeln!(table, "{lead} {percent}");
        }
        let _ = writeln!(table, "again {}", percent(self.again[0], self.again[1]));
        table
    }

    /// Precision and recall of the names whose lead is at least that of `percent` in a table.
    pub fn at(&self, least: i32) -> (f64, f64) {
        let kept = || self.chosen.iter().filter(|(lead, ..)| *lead >= least);
        let (right, all) = kept().fold((0.0, 0.0), |(r, a), (_, right, w)| (r + f64::from(u8::from(*right)) * w, a + w));
        (right / all.max(1.0), right / self.gold.max(1.0))
    }
}
