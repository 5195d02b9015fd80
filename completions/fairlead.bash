# bash completion of fairlead, written by: fairlead completion bash
# Put it where bash-completion looks, e.g. ~/.local/share/bash-completion/completions/fairlead,
# or say in ~/.bashrc: source <(fairlead completion bash)

# Sets what may follow a command: $subcommands, $options, and of these $valued, which take a value.
_fairlead_command() {
  subcommands='' options='' valued=''
  case $1 in
    '') subcommands='image rollout help journal completion version exit' options='--context -n --namespace --kubeconfig --verbose --version -h --help' valued='--context -n --namespace --kubeconfig' ;;
    'image') subcommands='ls pull push tag rm inspect tags login logout' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'image ls') subcommands='' options='-a --all -o --output --verbose -h --help' valued='-o --output' ;;
    'image pull') subcommands='' options='--platform -o --output --verbose -h --help' valued='--platform -o --output' ;;
    'image push') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'image tag') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'image rm') subcommands='' options='-f --force -o --output --verbose -h --help' valued='-o --output' ;;
    'image inspect') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'image tags') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'image login') subcommands='' options='-u --username --password-stdin -o --output --verbose -h --help' valued='-u --username -o --output' ;;
    'image logout') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'rollout') subcommands='deploy status history undo restart pause resume' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'rollout deploy') subcommands='' options='--image --container --port --service-port --replicas -e --env --cpu --memory --cpu-limit --memory-limit --readiness --liveness --startup --max-surge --max-unavailable --pull-secret --run-as-user --allow-root --create-namespace --change-cause --dry-run --context -n --namespace --no-wait --timeout --restarts --pending --unready --stable -o --output --verbose -h --help' valued='--image --container --port --service-port --replicas -e --env --cpu --memory --cpu-limit --memory-limit --readiness --liveness --startup --max-surge --max-unavailable --pull-secret --run-as-user --change-cause --context -n --namespace --timeout --restarts --pending --unready --stable -o --output' ;;
    'rollout status') subcommands='' options='--context -n --namespace --no-wait --timeout --restarts --pending --unready --stable -o --output --verbose -h --help' valued='--context -n --namespace --timeout --restarts --pending --unready --stable -o --output' ;;
    'rollout history') subcommands='' options='--context -n --namespace -o --output --verbose -h --help' valued='--context -n --namespace -o --output' ;;
    'rollout undo') subcommands='' options='--context -n --namespace --to-revision --no-wait --timeout --restarts --pending --unready --stable -o --output --verbose -h --help' valued='--context -n --namespace --to-revision --timeout --restarts --pending --unready --stable -o --output' ;;
    'rollout restart') subcommands='' options='--context -n --namespace --no-wait --timeout --restarts --pending --unready --stable -o --output --verbose -h --help' valued='--context -n --namespace --timeout --restarts --pending --unready --stable -o --output' ;;
    'rollout pause') subcommands='' options='--context -n --namespace -o --output --verbose -h --help' valued='--context -n --namespace -o --output' ;;
    'rollout resume') subcommands='' options='--context -n --namespace --no-wait --timeout --restarts --pending --unready --stable -o --output --verbose -h --help' valued='--context -n --namespace --timeout --restarts --pending --unready --stable -o --output' ;;
    'help') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'journal') subcommands='' options='--last -o --output --verbose -h --help' valued='--last -o --output' ;;
    'completion') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'version') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'exit') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
  *) return 1 ;;
  esac
}

# Sets COMPREPLY to the values of an option, or of the positional parameter with a number.
_fairlead_values() {
  case "$1|$2" in
    '|--kubeconfig') _fairlead_reply 'files' "$3" ;;
    'image|-o' | 'image|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image ls|-o' | 'image ls|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image pull|-o' | 'image pull|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image push|-o' | 'image push|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image tag|-o' | 'image tag|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image rm|-o' | 'image rm|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image inspect|-o' | 'image inspect|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image tags|-o' | 'image tags|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image login|-o' | 'image login|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'image logout|-o' | 'image logout|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout|-o' | 'rollout|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout deploy|-o' | 'rollout deploy|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout status|-o' | 'rollout status|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout history|-o' | 'rollout history|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout undo|-o' | 'rollout undo|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout restart|-o' | 'rollout restart|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout pause|-o' | 'rollout pause|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout resume|-o' | 'rollout resume|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'help|-o' | 'help|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'help|'*) _fairlead_reply 'image rollout help journal completion version exit' "$3" ;;
    'journal|-o' | 'journal|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'completion|-o' | 'completion|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'completion|0') _fairlead_reply 'bash zsh fish' "$3" ;;
    'version|-o' | 'version|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'exit|-o' | 'exit|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
  esac
}

_fairlead_reply() {
  local IFS=$'\n'
  case $1 in
    files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$2")) ;;
    directories) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$2")) ;;
    *) COMPREPLY=($(IFS=' '; compgen -W "$1" -- "$2")) ;;
  esac
}

_fairlead() {
  local subcommands options valued path='' position=0 option='' word index
  local current=${COMP_WORDS[COMP_CWORD]}
  [[ $current == = ]] && current=''
  COMPREPLY=()
  _fairlead_command ''
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    if [[ $word == = ]]; then
      continue
    elif [[ -n $option ]]; then
      option=''
    elif [[ $word == -* ]]; then
      [[ " $valued " == *" $word "* ]] && option=$word
    elif [[ " $subcommands " == *" $word "* ]]; then
      path=${path:+$path }$word
      _fairlead_command "$path"
    else
      position=$((position + 1))
    fi
  done
  if [[ -n $option ]]; then
    _fairlead_values "$path" "$option" "$current"
  elif [[ $current == -* ]]; then
    _fairlead_reply "$options" "$current"
  elif [[ -n $subcommands ]]; then
    _fairlead_reply "$subcommands" "$current"
  else
    _fairlead_values "$path" "$position" "$current"
  fi
}

complete -F _fairlead fairlead
