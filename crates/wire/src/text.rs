use heapless::String;

/// A text of at most `N` bytes.
pub type Text<const N: usize> = String<N>;

/// As much of a text as there is room for, cut between two characters.
#[must_use]
pub fn cut<const N: usize>(text: &str) -> String<N> {
    let mut out = String::new();
    for character in text.chars() {
        if out.push(character).is_err() {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut::<4>("abcdef"), "abcd");
        assert_eq!(cut::<4>("abcä"), "abc");
        assert_eq!(cut::<8>("abc"), "abc");
    }
}
