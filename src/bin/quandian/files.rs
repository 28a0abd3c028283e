//! Where texts come from and results go.

use anyhow::{Context, Result, bail};
use quandian::import::import;
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// The text of a file of any format that is read, or of standard input for `-`. `encoding` names the encoding of its bytes where
/// the one that would be found is wrong.
pub fn read(file: &Path, encoding: Option<&str>) -> Result<String> {
    let bytes = if is_stdin(file) {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("standard input")?;
        bytes
    } else {
        fs::read(file).with_context(|| file.display().to_string())?
    };
    let imported = import(&bytes, file.to_str(), encoding).with_context(|| name(file))?;
    Ok(imported.text)
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
