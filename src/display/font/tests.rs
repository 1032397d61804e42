use super::*;
use crate::display::Language;

fn cover(weight: Weight, letter: char, px: u16, quarter: u8) -> Vec<u8> {
    let place = family(weight).unwrap().letter(letter).place;
    let mut bytes = Vec::new();
    with_bitmap(weight, place, px, quarter, |b| bytes.extend(b.cover));
    bytes
}

#[test]
fn digits_share_one_width_and_are_not_kerned() {
    for weight in [Weight::Regular, Weight::Bold] {
        let family = family(weight).unwrap();
        let width = family.letter('0').advance;
        for digit in '0'..='9' {
            assert_eq!(family.letter(digit).advance, width);
            for other in ' '..='~' {
                assert_eq!(family.kerning(digit, other), 0, "{digit}{other}");
                assert_eq!(family.kerning(other, digit), 0, "{other}{digit}");
            }
        }
        assert!(family.kerning('A', 'V') < 0 && family.kerning('T', 'o') < 0);
    }
}

#[test]
fn a_missing_letter_is_a_box_and_an_unseen_one_is_nothing() {
    let regular = family(Weight::Regular).unwrap();
    let missing = regular.letter('\u{1f600}');
    assert_eq!((missing.place, missing.advance), (Place::Missing, BOX));
    let drawn = cover(Weight::Regular, '\u{1f600}', 20, 0);
    assert!(drawn.contains(&255) && drawn.contains(&0));
    for unseen in ['\0', '\n', '\u{200b}', '\u{202e}'] {
        assert_eq!(regular.letter(unseen).place, Place::Nothing);
    }
    assert!(has_letter('室') && has_letter('Ł') && has_letter('ß') && !has_letter('\u{1f600}'));
}

#[test]
fn no_outline_smears_beyond_its_edge() {
    let letters: std::collections::BTreeSet<char> = Language::BUILTIN
        .into_iter()
        .flat_map(|code| Language::builtin(code).unwrap().texts())
        .flat_map(str::chars)
        .chain('!'..='~')
        .collect();
    for weight in [Weight::Regular, Weight::Bold] {
        for letter in &letters {
            let place = family(weight).unwrap().letter(*letter).place;
            for px in [10, 11, 13, 15, 19, 25, 36, 48] {
                for quarter in 0..4 {
                    with_bitmap(weight, place, px, quarter, |bitmap| {
                        let rows: Vec<_> = bitmap.cover.chunks(bitmap.width).collect();
                        let edges = rows.iter().flat_map(|row| [row[0], row[bitmap.width - 1]]);
                        let ends = rows[0].iter().chain(rows[rows.len() - 1]).copied();
                        let most = edges.chain(ends).max();
                        assert_eq!(most, Some(0), "{letter:?} {weight:?} {px} {quarter}");
                    });
                }
            }
        }
    }
}

#[test]
fn bitmaps_have_the_bytes_that_they_had_on_the_machine_that_made_the_snapshots() {
    // FNV-1a over letters of both files, both weights, all quarters of a pixel.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for weight in [Weight::Regular, Weight::Bold] {
        for (letter, px) in "aBg8%室断シ"
            .chars()
            .zip([11, 15, 22, 64].into_iter().cycle())
        {
            for quarter in 0..4 {
                for byte in cover(weight, letter, px, quarter) {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
            }
        }
    }
    assert_eq!(hash, 0x7543_f6cc_8b44_3551, "{hash:#x}");
}
