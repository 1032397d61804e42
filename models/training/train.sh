#!/usr/bin/env bash
# Makes the model packs models/standard and models/small (int8) and models/standard-f32 from
# nothing: draws the training set with the phantom, trains, quantises, measures and packs.
#
#   models/training/train.sh
#   FRAMES=8000 EPOCHS=12 models/training/train.sh      other sizes
#   MINUTES=60 models/training/train.sh                 fit the schedule to the time instead
#   DATA=/path/to/coco models/training/train.sh         an own set instead of the phantom's
#   START=/path/to/run models/training/train.sh         begin with the weights of an earlier run, or of
#                                                       packs (START=$PWD/models)
#   KEEP=1 models/training/train.sh                     keep the drawn set (1 GB) at the end
#
# An interrupted training goes on where it stopped; an existing data set of the same size and
# seed is used again. WORK (default: the cache folder) holds the data set, the checkpoints and
# the curves (curves.png).
set -euo pipefail

frames=${FRAMES:-20000} epochs=${EPOCHS:-14} minutes=${MINUTES:-0} seed=${SEED:-1} batch=${BATCH:-32}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/second-reader
work=${WORK:-$cache/training}
venv=$cache/venv
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# Where `make` builds, too.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}

if [ ! -e "$venv/.ready-$(sha256sum <"$here/requirements.txt" | cut -c1-16)" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
    touch "$venv/.ready-$(sha256sum <"$here/requirements.txt" | cut -c1-16)"
fi

if [ -n "${DATA:-}" ]; then
    data=$DATA run=$work/run-$(basename "$DATA")-$seed
    command="DATA=$(basename "$DATA")"
else
    data=$work/set-$frames-$seed run=$work/run-$frames-$seed
    command="FRAMES=$frames"
    if [ ! -e "$data/val/meta.json" ]; then
        rm -rf "$data.part"
        (cd "$root" && cargo run --example training_set -- \
            --out "$data.part" --frames "$frames" --seed "$seed")
        rm -rf "$data"
        mv "$data.part" "$data"
    fi
fi
if [ "$minutes" != 0 ]; then
    command="$command MINUTES=$minutes"
else
    command="$command EPOCHS=$epochs"
fi
more=()
if [ -n "${START:-}" ]; then
    more=(--start "$START" --rate "${RATE:-0.5}")
    command="$command START=$(basename "$START") RATE=${RATE:-0.5}"
fi
command="$command BATCH=$batch SEED=$seed models/training/train.sh"

cd "$here"
export PYTHONDONTWRITEBYTECODE=1
# Threads that spin while they wait lose much on a shared machine.
export OMP_WAIT_POLICY=PASSIVE
"$venv/bin/python" train.py --data "$data" --work "$run" \
    --epochs "$epochs" --minutes "$minutes" --batch "$batch" --seed "$seed" "${more[@]}"
"$venv/bin/python" quantise.py --data "$data" --work "$run" --seed "$seed"
"$venv/bin/python" pack.py --data "$data" --work "$run" --packs "$root/models" --command "$command"
(cd "$root" && cargo run --example seal_pack -- models/standard models/small)
if [ -z "${KEEP:-}" ] && [ -z "${DATA:-}" ]; then
    rm -rf "$data"
fi
