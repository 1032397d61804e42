//! `model profile` as its user runs it.

mod program;

use program::{refuse, succeed, tiny_pack};

#[test]
fn a_profile_has_every_layer_with_its_work_and_the_whole() {
    let text = succeed(&["model", "profile", "models/small", "--runs", "2"]);
    for layer in ["stem", "a1", "m8", "heat", "size", "offset"] {
        assert!(text.contains(&format!("\n{layer}_q ")), "{layer}: {text}");
    }
    // One doubling of the picture and no concatenation: it costs nothing.
    assert!(
        text.contains("upsample") && !text.contains("oncat"),
        "{text}"
    );
    assert!(text.contains("65.8 million MACs"), "{text}");
    assert!(
        text.contains("whole run") && text.contains("read and packed in"),
        "{text}"
    );
    let last = text.lines().last().unwrap();
    assert!(
        last.starts_with("ready in ") && last.contains(" MB of memory at most"),
        "{last}"
    );
}

#[test]
fn a_profile_of_no_runs_or_of_no_pack_is_refused() {
    assert!(refuse(&["model", "profile", &tiny_pack(), "--runs", "0"]).contains("--runs"));
    assert!(refuse(&["model", "profile", "nothing-there"]).contains("nothing-there"));
}
