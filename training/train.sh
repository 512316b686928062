#!/bin/sh
# From the corpora to src/chancery/language/en in one command:  training/train.sh [DATA] [MINUTES]
# DATA holds treebank/, ner/ and raw/ (default ../shared/data). Needs `pip install -e .[train]`; two cores and about 2 x MINUTES + 10 minutes.
# The names' run, cut off, goes on where it stood when the command is given again; the parser's begins anew.
set -eu
data=${1:-../shared/data}
minutes=${2:-75}
corpus=training/corpus
runs=training/runs
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=src:.

python -m training.words src/chancery/language/en/words.tsv
[ -f $corpus/train.spacy ] || python -m training.convert "$data" $corpus --passes 4
python -m training.lemmas "$data" $runs/lemmas
python -m training.train training/names.cfg $corpus/names.spacy $corpus/names-dev.spacy $runs/names \
    --minutes "$((minutes / 2))" --dropout 0.25 --treebank "$data/treebank" --resume &
names=$!
gold="$corpus/train.spacy $corpus/quotations.spacy $corpus/headlines.spacy"
# shellcheck disable=SC2086  # the names of the files hold no blanks
[ -f $runs/parser/weights.npz ] || python -m training.parser $runs/parser $corpus/dev.spacy $gold \
    --minutes "$minutes" --treebank "$data/treebank"
wait $names
python -m training.package $runs/parser $runs/names/best $runs/lemmas $runs/first
[ -f $corpus/exchanged.spacy ] || python -m training.exchange "$data" $corpus/exchanged.spacy
[ -f $corpus/masc.spacy ] || CHANCERY_MODEL=$runs/first python -m training.silver "$data" $corpus $runs/first
# shellcheck disable=SC2086
python -m training.parser $runs/parser-on $corpus/dev.spacy $gold $corpus/exchanged.spacy $corpus/examples.spacy $corpus/masc.spacy \
    --onward $runs/parser --peak 0.0012 --seed 2 --minutes "$minutes" --treebank "$data/treebank"
python -m training.package $runs/parser-on $runs/names/best $runs/lemmas src/chancery/language/en --version 0.2.0
python -m evaluation.parse
