//! The vendor's clients hold sessions with the service through the emulated machine's UART, through whole exams.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context as _, ensure};

use crate::{
    bridge::Bridge,
    feed::{self, FORMAT, Feed},
    guest::{Guest, until},
    product::Product,
    states,
};

const BOARD: &str =
    "[exam]\nbegin = \"on_command\"\n[[link]]\nport = \"/dev/vendor\"\nbaud = 115200\n";
/// Frames of the sweep, which is looped.
const FRAMES: u64 = 24;
/// So many changes of items have to come in an exam; the first of them within this time on a board, seconds.
const CHANGES: usize = 4;
const CHANGES_S: f64 = 60.0;
/// How long a command of a client may take on a board, and how long a client is listened to that gets the log.
const ANSWER_S: f64 = 5.0;
const COMMAND: Duration = Duration::from_secs(2);
const LATE: Duration = Duration::from_secs(4);

/// What a client says of a log's events: the number of each, and of changed items what has changed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    numbers: Vec<u64>,
    items: Vec<String>,
}

/// A vendor's client.
struct Client {
    name: &'static str,
    /// The arguments after the port's, by what is wanted.
    begin: &'static [&'static str],
    end: &'static [&'static str],
    watch: &'static [&'static str],
    /// Whether the command comes before the port.
    command_first: bool,
    read: fn(&str) -> anyhow::Result<Told>,
}

const CLIENTS: [Client; 2] = [
    Client {
        name: "watch",
        begin: &["begin"],
        end: &["end"],
        watch: &[],
        command_first: false,
        read: of_c,
    },
    Client {
        name: "srlink",
        begin: &["begin"],
        end: &["end"],
        watch: &["watch", "--json"],
        command_first: true,
        read: of_python,
    },
];

/// One exam with each client: it begins it, hears every change, ends it, and hears all of it again.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    let programs = guest.clients().to_owned();
    let clip = feed::phantom(feed::SEED, FRAMES)?;
    let feed = Feed::start(guest, &clip, FORMAT)?;
    let mut seen = Vec::new();
    for client in &CLIENTS {
        let program = programs
            .iter()
            .find(|program| program.ends_with(client.name) && program.exists());
        let Some(program) = program else {
            seen.push(format!("{} is not here: NOT tested", client.name));
            continue;
        };
        let heard = exam(guest, client, program).with_context(|| client.name.to_owned())?;
        seen.push(format!("{}: {heard}", client.name));
    }
    feed.stop(guest)?;
    Ok(seen.join("; "))
}

fn exam(guest: &mut Guest, client: &Client, program: &Path) -> anyhow::Result<String> {
    let name = format!("link-{}", client.name);
    let mut product = Product::start_on(guest, &name, "replay", BOARD)?;
    product.wait_running(guest, guest.at_most(10.0))?;
    let bridge = Bridge::start(guest.vendor().stream()?, &guest.run_folder().join("vendor"))?;
    let run = |words: &[&str], file: &str| start(guest, client, program, words, file);

    let begun = run(client.begin, "begin.txt")?;
    wait_course(guest, &product, "running")?;
    stop(begun)?;
    let first = run(client.watch, "first.txt")?;
    let items = |product: &Product| states::of_items(&product.events());
    let enough = until(guest.at_most(CHANGES_S), || {
        Ok((items(&product).len() >= CHANGES).then_some(()))
    })?;
    enough.with_context(|| format!("{} items changed, not {CHANGES}", items(&product).len()))?;
    thread::sleep(LATE);
    stop(first)?;
    let ended = run(client.end, "end.txt")?;
    wait_course(guest, &product, "review")?;
    stop(ended)?;
    let late = run(client.watch, "late.txt")?;
    thread::sleep(guest.at_most(1.0).max(LATE));
    stop(late)?;
    bridge.stop()?;
    let happened = items(&product);
    product.stop(guest)?;

    let told = |file: &str| {
        let text = fs::read_to_string(guest.run_folder().join(format!("{name}-{file}")))?;
        (client.read)(&text)
    };
    let (first, late) = (told("first.txt")?, told("late.txt")?);
    whole(&first)?;
    whole(&late)?;
    ensure!(
        late.items == happened,
        "what came: {:?}; what happened: {happened:?}",
        late.items
    );
    ensure!(
        first.items.len() >= CHANGES && happened.starts_with(&first.items),
        "heard while it happened: {:?}; what happened: {happened:?}",
        first.items
    );
    let (events, items) = (late.numbers.len(), happened.len());
    Ok(format!(
        "{events} events, {items} of items, each once and in order"
    ))
}

/// Each event once, in order, from the first one on.
fn whole(told: &Told) -> anyhow::Result<()> {
    let numbers = &told.numbers;
    let gap = (1..).zip(numbers).find(|(wanted, came)| wanted != *came);
    ensure!(
        gap.is_none() && !numbers.is_empty(),
        "events came as {numbers:?}"
    );
    Ok(())
}

/// Starts a client; what it prints goes to a file of the run.
fn start(
    guest: &Guest,
    client: &Client,
    program: &Path,
    words: &[&str],
    file: &str,
) -> anyhow::Result<Child> {
    let run = guest.run_folder();
    let port = run.join("vendor").to_string_lossy().into_owned();
    let out = fs::File::create(run.join(format!("link-{}-{file}", client.name)))?;
    let errors = fs::File::create(run.join(format!("link-{}-{file}.errors", client.name)))?;
    let mut arguments = words.to_owned();
    let at = usize::from(client.command_first).min(words.len());
    arguments.insert(at, &port);
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(errors)
        .spawn()
        .with_context(|| format!("{}", program.display()))
}

/// Ends a client as its user would, where it does not end by itself when its command is done.
fn stop(mut client: Child) -> anyhow::Result<()> {
    let id = i32::try_from(client.id())?;
    if until(COMMAND, || Ok(client.try_wait()?))?.is_none() {
        // SAFETY: the child was not waited for, so that the number is still its own.
        unsafe { libc::kill(id, libc::SIGINT) };
    }
    let status = client.wait()?;
    ensure!(status.success(), "it ended with {status}");
    Ok(())
}

fn wait_course(guest: &Guest, product: &Product, state: &str) -> anyhow::Result<()> {
    let done = until(guest.at_most(ANSWER_S), || {
        Ok(product
            .course()
            .last()
            .is_some_and(|now| now == state)
            .then_some(()))
    })?;
    done.with_context(|| format!("the exam does not come to `{state}`"))
}

/// What the C client prints: `TIME s  item ID: STATE  (LABEL)  #NUMBER`.
fn of_c(text: &str) -> anyhow::Result<Told> {
    let mut told = Told::default();
    for line in text.lines() {
        ensure!(!line.contains("LOST"), "{line}");
        let Some((what, number)) = line.rsplit_once("  #") else {
            continue;
        };
        told.numbers.push(number.parse()?);
        let item = what.split_once("  item ").map(|(_, item)| item);
        let item = item.and_then(|item| item.split("  (").next());
        if let Some((id, state)) = item.and_then(|item| item.split_once(": ")) {
            let state = match state {
                "meets the criterion" => "meets",
                "outside the criterion" => "outside",
                state => state,
            };
            told.items.push(format!("{id} {}", state.replace(' ', "_")));
        }
    }
    Ok(told)
}

/// What `srlink watch --json` prints: a JSON object a line.
fn of_python(text: &str) -> anyhow::Result<Told> {
    let mut told = Told::default();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line)?;
        ensure!(line["link"] != "lost", "the link was lost");
        let event = &line["event"];
        let Some(number) = event["id"].as_u64() else {
            continue;
        };
        told.numbers.push(number);
        if let (Some(id), Some(state)) = (event["item_id"].as_str(), event["item_state"].as_str()) {
            let state = state.trim_start_matches("ITEM_STATE_").to_lowercase();
            told.items.push(format!("{id} {state}"));
        }
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_clients_print_is_read() {
        let c = "link: up, model small\n     1.200 s  state: RUNNING  #1\n     2.400 s  item F1: not seen  (Heart)  #2\n\
                 \x20    2.600 s  item F2: meets the criterion  #3\n";
        let c = of_c(c).unwrap();
        assert_eq!(c.items, ["F1 not_seen", "F2 meets"]);
        assert!(whole(&c).is_ok());
        let python = r#"{"event":{"id":1,"kind":"EVENT_STATE"}}
{"event":{"id":3,"kind":"EVENT_ITEM","item_id":"F1","item_state":"ITEM_STATE_CANNOT_ASSESS"}}"#;
        let python = of_python(python).unwrap();
        assert_eq!(python.items, ["F1 cannot_assess"]);
        assert!(whole(&python).is_err() && whole(&Told::default()).is_err());
        assert!(of_c("link: LOST\n").is_err() && of_python("{\"link\":\"lost\"}").is_err());
    }
}
