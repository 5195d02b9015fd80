# candidates.fish SCRIPT WORD...: what fish offers for the last word
source $argv[1]
set -l line (string join -- ' ' $argv[2..-1])
complete -C"$line" | string replace -r '\t.*' ''
