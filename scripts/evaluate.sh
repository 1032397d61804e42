#!/usr/bin/env bash
# Measures model packs on phantom sweeps that no training saw (training seeds lie above 2^40): mean
# average precision, sensitivity, specificity and view accuracy over 20 sweeps, printed for each pack.
#
#   scripts/evaluate.sh [PACK...]      default: heart-phantom heart-phantom-f32
#
# PROGRAM (default: the development build), SEEDS (default: 201 to 220), SECONDS_EACH (12), OUT
# (a folder for PACK.json; default: none are kept).
set -euo pipefail

packs=("$@")
[ ${#packs[@]} -gt 0 ] || packs=(heart-phantom heart-phantom-f32)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/second-reader
program=${PROGRAM:-${CARGO_TARGET_DIR:-$cache/target}/debug/second-reader}
seeds=${SEEDS:-$(seq 201 220)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work}
mkdir -p "$out"

for seed in $seeds; do
    "$program" phantom --seed "$seed" --seconds "${SECONDS_EACH:-12}" --fps 12 --size 960x720 \
        --out "$work/clip.y4m" --labels "$work/labels-$seed.jsonl" >/dev/null
    for pack in "${packs[@]}"; do
        "$program" read "$work/clip.y4m" --model "$pack" --out "$work/read" >/dev/null
        mkdir -p "$work/$(basename "$pack")"
        mv "$work/read/frames.jsonl" "$work/$(basename "$pack")/frames-$seed.jsonl"
    done
done

for pack in "${packs[@]}"; do
    labels=() frames=()
    for seed in $seeds; do
        labels+=("$work/labels-$seed.jsonl")
        frames+=("$work/$(basename "$pack")/frames-$seed.jsonl")
    done
    echo "== $pack, seeds" $seeds
    "$program" evaluate --labels "${labels[@]}" --frames "${frames[@]}" --model "$pack" \
        --json "$out/$(basename "$pack").json"
done
