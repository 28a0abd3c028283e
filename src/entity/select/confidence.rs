//! How sure a name is: how often names as clear as it are right.

use crate::table;

/// How often names are right, by their lead (see [`Choice`](super::Choice)), measured in texts that the models had not seen.
#[derive(Clone, Debug, Default)]
pub struct Confidence {
    /// The least lead of each step, rising, and how many names in a hundred are right from there on.
    steps: Vec<(i32, u8)>,
    /// The same for names that only the second look found.
    again: u8,
}

impl Confidence {
    /// Reads a table: a line for each step, the least lead and the percentage, then `again` and its percentage; `#` opens a
    /// comment. Lines of another form are passed over.
    pub fn read(table: &str) -> Self {
        let mut read = Self::default();
        for line in table::rows(table) {
            let Some((lead, percent)) = line.split_once(' ') else { continue };
            let Ok(percent) = percent.parse::<u8>() else { continue };
            match lead.parse() {
                Ok(lead) => read.steps.push((lead, percent.min(100))),
                Err(_) => read.again = percent.min(100),
            }
        }
        read.steps.sort_unstable();
        read
    }

    /// How many in a hundred names with this lead are right; `None` for names that were not chosen but found again.
    pub fn percent(&self, lead: Option<i32>) -> u8 {
        let Some(lead) = lead else { return self.again };
        let after = self.steps.partition_point(|(least, _)| *least <= lead);
        self.steps.get(after.saturating_sub(1)).map_or(0, |(_, percent)| *percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read() {
        let table = Confidence::read("# lead percent\n0 40\n12 75\n60 99\nagain 83\n");
        for (lead, percent) in [(Some(1), 40), (Some(12), 75), (Some(59), 75), (Some(500), 99), (None, 83)] {
            assert_eq!(table.percent(lead), percent, "{lead:?}");
        }
        assert_eq!(Confidence::default().percent(Some(3)), 0);
    }
}
