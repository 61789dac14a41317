//! Runs the commands of a transcript in-process, as a shell would show them.

use std::path::Path;

use guiju_cli::Io;

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Ran {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// Exit status.
    pub code: u8,
}

impl Ran {
    /// What a reader of the transcript sees: output, then what came on standard error, then a status other than 0.
    pub fn shown(&self) -> String {
        let mut text = self.out.clone();
        let mut section = |head: &str, body: &str| {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(head);
            text.push_str(body);
        };
        if !self.err.is_empty() {
            section("[stderr]\n", &self.err);
        }
        if self.code != 0 {
            section(&format!("[exit {}]\n", self.code), "");
        }
        section("", "");
        text
    }
}

/// Runs every `$ command` of a console block in `dir` and gives the block as it should read.
///
/// # Errors
/// Where the block does not start with a command, or a command is not one of ours.
pub fn replay(body: &str, dir: &Path) -> Result<String, String> {
    if !body.starts_with("$ ") {
        return Err("the block does not start with `$ command`".to_owned());
    }
    let mut shown = String::new();
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        let Some(first) = line.strip_prefix("$ ") else { continue };
        let mut command = first.to_owned();
        shown.push_str(&format!("$ {first}\n"));
        while command.ends_with('\\') {
            command.pop();
            let more = lines.next().unwrap_or("");
            command.push_str(more);
            shown.push_str(&format!("{more}\n"));
        }
        shown.push_str(&run(&command, dir)?.shown());
    }
    Ok(shown)
}

/// Runs one command in `dir`: `[LANG=…] guiju …` (also by `cargo run --release --`), with `< FILE` for standard
/// input; or `cat FILE`.
///
/// # Errors
/// Where it is none of these.
pub fn run(command: &str, dir: &Path) -> Result<Ran, String> {
    let mut words = split(command)?;
    let locale = words.first().and_then(|word| word.strip_prefix("LANG=")).map(str::to_owned);
    if locale.is_some() {
        words.remove(0);
    }
    let mut stdin: Vec<u8> = Vec::new();
    if let Some(at) = words.iter().position(|word| word == "<") {
        let file = words.get(at + 1).ok_or("`<` without a file")?;
        stdin = std::fs::read(dir.join(file)).map_err(|error| format!("{file}: {error}"))?;
        words.drain(at..at + 2);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["cat", file] => {
            let out = std::fs::read(dir.join(file)).map_err(|error| format!("{file}: {error}"))?;
            Ok(Ran { out: String::from_utf8_lossy(&out).into_owned(), err: String::new(), code: 0 })
        }
        ["guiju", args @ ..] | ["cargo", "run", "--release", "--", args @ ..] => {
            Ok(guiju(args, &mut stdin.as_slice(), dir, locale))
        }
        _ => Err(format!("`{command}` is not a command of guiju")),
    }
}

/// Runs `guiju` with these arguments.
pub fn guiju(args: &[&str], stdin: &mut dyn std::io::Read, dir: &Path, locale: Option<String>) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut io = Io { stdin, out: &mut out, err: &mut err, dir: dir.to_owned(), locale, terminal: false, width: 100 };
    let code = guiju_cli::run(args.iter().map(|arg| arg.to_string()), &mut io) as u8;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_else(|error| panic!("output is not UTF-8: {error}"));
    Ran { out: text(out), err: text(err), code }
}

/// Words of a command line; quotes hold blanks.
fn split(command: &str) -> Result<Vec<String>, String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in command.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '\'' || c == '"' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    if quote.is_some() { Err(format!("a quote is left open in `{command}`")) } else { Ok(words) }
}
