# candidates.zsh SCRIPT WORD...: what zsh offers for the last word
zmodload zsh/zpty
typeset script=$1 line="${(j: :)@[2,-1]}" setup=$(mktemp) output
cat >$setup <<'SETUP'
PROMPT=''
autoload -Uz compinit
compinit -D -u
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  typeset -a found
  builtin compadd -A found "$@"
  (( $#found )) && print -rl -- "candidate "${^found}
  builtin compadd "$@"
}
finish() { print done; exit }
comppostfuncs=(finish)
bindkey '^I' complete-word
print ready
SETUP
zpty candidates zsh -f -i
zpty -w candidates "source $setup; source $script; print set-up"
zpty -r -m candidates output $'*ready*\r\nset-up*'
zpty -w -n candidates "$line"$'\t'
zpty -r -m candidates output $'*done*'
print -r -- "$output" | tr -d '\r' | sed -n 's/^.*candidate //p'
rm -f $setup
zpty -d candidates
