//! Where texts come from and results go.

use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// The text of a file, or of standard input for `-`.
pub fn read(file: &Path) -> Result<String> {
    let bytes = if is_stdin(file) {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("standard input")?;
        bytes
    } else {
        fs::read(file).with_context(|| file.display().to_string())?
    };
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        anyhow::anyhow!("{}: not UTF-8 (at byte {at}); convert it first, for example with iconv -f GB18030 -t UTF-8", name(file))
    })
}

/// What to call an input in messages and results.
pub fn name(file: &Path) -> String {
    if is_stdin(file) { "standard input".to_owned() } else { file.display().to_string() }
}

/// The file in `folder` for the result of each input, named after it. Fails where two inputs would share one.
pub fn outputs(folder: &Path, inputs: &[PathBuf], extension: &str) -> Result<Vec<PathBuf>> {
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut outputs = Vec::with_capacity(inputs.len());
    for input in inputs {
        let stem = if is_stdin(input) { "stdin".as_ref() } else { input.file_stem().unwrap_or_default() };
        let mut file_name = stem.to_owned();
        file_name.push(".");
        file_name.push(extension);
        let output = folder.join(file_name);
        if let Some(other) = taken.insert(output.clone(), input) {
            bail!("{} and {} would both be written to {}", other.display(), input.display(), output.display());
        }
        outputs.push(output);
    }
    Ok(outputs)
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}
