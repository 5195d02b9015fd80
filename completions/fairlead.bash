# bash completion of fairlead, written by: fairlead completion bash
# Put it where bash-completion looks, e.g. ~/.local/share/bash-completion/completions/fairlead,
# or say in ~/.bashrc: source <(fairlead completion bash)

# Sets what may follow a command: $subcommands, $options, and of these $valued, which take a value; $scripted
# where all that follows a script's name is the script's.
_fairlead_command() {
  subcommands='' options='' valued='' scripted=''
  case $1 in
    '') subcommands='build image cluster rollout sandbox script help journal completion version run exit' options='--context -n --namespace --kubeconfig --sandbox --verbose --version -h --help' valued='--context -n --namespace --kubeconfig' ;;
    'build') subcommands='image' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'build image') subcommands='' options='-t --tag -f --file --build-arg --target --platform --no-cache --pull --label --push --secret --builder -o --output --verbose -h --help' valued='-t --tag -f --file --build-arg --target --platform --label --secret --builder -o --output' ;;
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
    'cluster') subcommands='contexts use ns info pin kinds get apply delete logs' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'cluster contexts') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'cluster use') subcommands='' options='-n --namespace --save -o --output --verbose -h --help' valued='-n --namespace -o --output' ;;
    'cluster ns') subcommands='' options='--context -n --namespace -o --output --verbose -h --help' valued='--context -n --namespace -o --output' ;;
    'cluster info') subcommands='' options='--context -n --namespace -o --output --verbose -h --help' valued='--context -n --namespace -o --output' ;;
    'cluster pin') subcommands='' options='--project --move --context -n --namespace -o --output --verbose -h --help' valued='--context -n --namespace -o --output' ;;
    'cluster kinds') subcommands='' options='--context -n --namespace -o --output --verbose -h --help' valued='--context -n --namespace -o --output' ;;
    'cluster get') subcommands='' options='-A --all-namespaces -l --selector --field-selector -w --watch --show-labels --sort-by --chunk-size --show-managed-fields --context -n --namespace -o --output --verbose -h --help' valued='-l --selector --field-selector --sort-by --chunk-size --context -n --namespace -o --output' ;;
    'cluster apply') subcommands='' options='-f --filename -R --recursive --dry-run --force-conflicts --context -n --namespace -o --output --verbose -h --help' valued='-f --filename --context -n --namespace -o --output' ;;
    'cluster delete') subcommands='' options='-f --filename -R --recursive -l --selector --all --grace-period --no-wait --timeout --dry-run -y --yes --context -n --namespace -o --output --verbose -h --help' valued='-f --filename -l --selector --grace-period --timeout --context -n --namespace -o --output' ;;
    'cluster logs') subcommands='' options='-l --selector -c --container --all-containers -f --follow -p --previous --tail --since --timestamps --raw --context -n --namespace -o --output --verbose -h --help' valued='-l --selector -c --container --tail --since --context -n --namespace -o --output' ;;
    'rollout') subcommands='deploy apply status wait diagnose history undo restart pause resume promote abort apply-plan' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'rollout deploy') subcommands='' options='--image --container --port --service-port --replicas -e --env --cpu --memory --cpu-limit --memory-limit --readiness --liveness --startup --drain --max-surge --max-unavailable --pull-secret --run-as-user --allow-root --create-namespace --change-cause --dry-run --strategy --steps --pause --route --match --keep --gate --gates --auto-rollback --take-over --plan-out --notify --no-notify --contexts --wave --roll-back-waves --context -n --namespace --no-wait --timeout --restarts --pending --unready --unpulled --unobserved --stable --logs -o --output --verbose -h --help' valued='--image --container --port --service-port --replicas -e --env --cpu --memory --cpu-limit --memory-limit --readiness --liveness --startup --drain --max-surge --max-unavailable --pull-secret --run-as-user --change-cause --strategy --steps --pause --route --match --keep --gate --gates --plan-out --notify --contexts --wave --context -n --namespace --timeout --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout apply') subcommands='' options='-f --filename -R --recursive --dry-run --prune --prune-data -y --yes --restart-on-config --force-conflicts --take-over --create-namespace --context -n --namespace --no-wait --timeout --restarts --pending --unready --unpulled --unobserved --stable --logs -o --output --verbose -h --help' valued='-f --filename --context -n --namespace --timeout --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout status') subcommands='' options='-l --selector -A --all-namespaces -f --filename -R --recursive --fail-fast --context -n --namespace --no-wait --timeout --restarts --pending --unready --unpulled --unobserved --stable --logs -o --output --verbose -h --help' valued='-l --selector -f --filename --context -n --namespace --timeout --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout wait') subcommands='' options='--for -l --selector --all -A --all-namespaces --timeout --context -n --namespace -o --output --verbose -h --help' valued='--for -l --selector --timeout --context -n --namespace -o --output' ;;
    'rollout diagnose') subcommands='' options='--context -n --namespace --restarts --pending --unready --unpulled --unobserved --stable -o --output --verbose -h --help' valued='--context -n --namespace --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout history') subcommands='' options='--context -n --namespace --diff -o --output --verbose -h --help' valued='--context -n --namespace --diff -o --output' ;;
    'rollout undo') subcommands='' options='--context -n --namespace --to-revision --with-config --no-evidence --no-wait --timeout --restarts --pending --unready --unpulled --unobserved --stable --logs -o --output --verbose -h --help' valued='--context -n --namespace --to-revision --timeout --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout restart') subcommands='' options='--context -n --namespace --no-wait --timeout --restarts --pending --unready --unpulled --unobserved --stable --logs -o --output --verbose -h --help' valued='--context -n --namespace --timeout --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout pause') subcommands='' options='--context -n --namespace -o --output --verbose -h --help' valued='--context -n --namespace -o --output' ;;
    'rollout resume') subcommands='' options='--context -n --namespace --take-over --notify --no-notify --no-wait --timeout --restarts --pending --unready --unpulled --unobserved --stable --logs --as-it-is --overwrite -o --output --verbose -h --help' valued='--context -n --namespace --notify --timeout --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout promote') subcommands='' options='--context -n --namespace --take-over --notify --no-notify --no-wait --timeout --restarts --pending --unready --unpulled --unobserved --stable --logs --full -o --output --verbose -h --help' valued='--context -n --namespace --notify --timeout --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout abort') subcommands='' options='--context -n --namespace --take-over --notify --no-notify --no-wait --timeout --restarts --pending --unready --unpulled --unobserved --stable --logs --overwrite -o --output --verbose -h --help' valued='--context -n --namespace --notify --timeout --restarts --pending --unready --unpulled --unobserved --stable -o --output' ;;
    'rollout apply-plan') subcommands='' options='--no-wait --notify --no-notify --context -n --namespace -o --output --verbose -h --help' valued='--notify --context -n --namespace -o --output' ;;
    'sandbox') subcommands='on off status reset fail heal' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'sandbox on') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'sandbox off') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'sandbox status') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'sandbox reset') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'sandbox fail') subcommands='' options='--next --for -n --namespace -o --output --verbose -h --help' valued='--for -n --namespace -o --output' ;;
    'sandbox heal') subcommands='' options='-n --namespace -o --output --verbose -h --help' valued='-n --namespace -o --output' ;;
    'script') subcommands='run resume runs check fmt test rehearse list new export' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'script run') subcommands='' options='--dry-run --yes --from --only --report --var --in-cluster --image --base --allow --keep --show-rbac -o --output --verbose -h --help' valued='--from --only --report --var --image --base --allow -o --output' scripted=yes ;;
    'script resume') subcommands='' options='--anyway --dry-run --yes --from --only --report -o --output --verbose -h --help' valued='--from --only --report -o --output' ;;
    'script runs') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'script check') subcommands='' options='--protected -o --output --verbose -h --help' valued='--protected -o --output' ;;
    'script fmt') subcommands='' options='--check --stdout -o --output --verbose -h --help' valued='-o --output' ;;
    'script test') subcommands='' options='--fault --expect --given -n --namespace --case --report -o --output --verbose -h --help' valued='--fault --expect --given -n --namespace --case --report -o --output' scripted=yes ;;
    'script rehearse') subcommands='' options='--context -n --namespace --workload --fault -o --output --verbose -h --help' valued='--context -n --namespace --workload --fault -o --output' scripted=yes ;;
    'script list') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'script new') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'script export') subcommands='' options='--ci --image --out -o --output --verbose -h --help' valued='--ci --image --out -o --output' ;;
    'help') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'journal') subcommands='' options='--last -o --output --verbose -h --help' valued='--last -o --output' ;;
    'completion') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'version') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
    'run') subcommands='' options='--dry-run --yes --from --only --report --var --in-cluster --image --base --allow --keep --show-rbac -o --output --verbose -h --help' valued='--from --only --report --var --image --base --allow -o --output' scripted=yes ;;
    'exit') subcommands='' options='-o --output --verbose -h --help' valued='-o --output' ;;
  *) return 1 ;;
  esac
}

# Sets COMPREPLY to the values of an option, or of the positional parameter with a number.
_fairlead_values() {
  case "$1|$2" in
    '|--kubeconfig') _fairlead_reply 'files' "$3" ;;
    'build|-o' | 'build|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'build image|-f' | 'build image|--file') _fairlead_reply 'files' "$3" ;;
    'build image|--builder') _fairlead_reply 'auto buildkit classic' "$3" ;;
    'build image|-o' | 'build image|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'build image|0') _fairlead_reply 'directories' "$3" ;;
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
    'cluster|-o' | 'cluster|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster contexts|-o' | 'cluster contexts|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster use|-o' | 'cluster use|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster ns|-o' | 'cluster ns|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster info|-o' | 'cluster info|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster pin|-o' | 'cluster pin|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster kinds|-o' | 'cluster kinds|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster get|-o' | 'cluster get|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster apply|-f' | 'cluster apply|--filename') _fairlead_reply 'files' "$3" ;;
    'cluster apply|-o' | 'cluster apply|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster delete|-f' | 'cluster delete|--filename') _fairlead_reply 'files' "$3" ;;
    'cluster delete|-o' | 'cluster delete|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'cluster logs|-o' | 'cluster logs|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout|-o' | 'rollout|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout deploy|--strategy') _fairlead_reply 'rolling recreate bluegreen canary' "$3" ;;
    'rollout deploy|--route') _fairlead_reply 'auto replicas istio gateway nginx' "$3" ;;
    'rollout deploy|--match') _fairlead_reply 'header: cookie:' "$3" ;;
    'rollout deploy|--gates') _fairlead_reply 'files' "$3" ;;
    'rollout deploy|--plan-out') _fairlead_reply 'files' "$3" ;;
    'rollout deploy|-o' | 'rollout deploy|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout apply|-f' | 'rollout apply|--filename') _fairlead_reply 'files' "$3" ;;
    'rollout apply|-o' | 'rollout apply|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout status|-f' | 'rollout status|--filename') _fairlead_reply 'files' "$3" ;;
    'rollout status|-o' | 'rollout status|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout wait|--for') _fairlead_reply 'current condition=Available condition=Ready condition=Complete jsonpath={.status.phase}= create delete' "$3" ;;
    'rollout wait|-o' | 'rollout wait|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout diagnose|-o' | 'rollout diagnose|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout history|-o' | 'rollout history|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout undo|-o' | 'rollout undo|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout restart|-o' | 'rollout restart|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout pause|-o' | 'rollout pause|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout resume|-o' | 'rollout resume|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout promote|-o' | 'rollout promote|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout abort|-o' | 'rollout abort|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout apply-plan|-o' | 'rollout apply-plan|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'rollout apply-plan|0') _fairlead_reply 'files' "$3" ;;
    'sandbox|-o' | 'sandbox|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'sandbox on|-o' | 'sandbox on|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'sandbox off|-o' | 'sandbox off|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'sandbox status|-o' | 'sandbox status|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'sandbox reset|-o' | 'sandbox reset|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'sandbox fail|-o' | 'sandbox fail|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'sandbox fail|0') _fairlead_reply 'image-pull crash oom readiness unschedulable quota slow api-down' "$3" ;;
    'sandbox heal|-o' | 'sandbox heal|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script|-o' | 'script|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script run|--report') _fairlead_reply 'files' "$3" ;;
    'script run|-o' | 'script run|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script run|0') _fairlead_reply 'files' "$3" ;;
    'script resume|--report') _fairlead_reply 'files' "$3" ;;
    'script resume|-o' | 'script resume|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script runs|-o' | 'script runs|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script check|-o' | 'script check|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script check|'*) _fairlead_reply 'files' "$3" ;;
    'script fmt|-o' | 'script fmt|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script fmt|'*) _fairlead_reply 'files' "$3" ;;
    'script test|--report') _fairlead_reply 'files' "$3" ;;
    'script test|-o' | 'script test|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script test|0') _fairlead_reply 'files' "$3" ;;
    'script rehearse|-o' | 'script rehearse|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script rehearse|0') _fairlead_reply 'files' "$3" ;;
    'script list|-o' | 'script list|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script list|0') _fairlead_reply 'directories' "$3" ;;
    'script new|-o' | 'script new|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script new|0') _fairlead_reply 'empty ship canary blue-green rollback cleanup' "$3" ;;
    'script new|1') _fairlead_reply 'files' "$3" ;;
    'script export|--ci') _fairlead_reply 'gitlab github jenkins' "$3" ;;
    'script export|--out') _fairlead_reply 'files' "$3" ;;
    'script export|-o' | 'script export|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'script export|0') _fairlead_reply 'files' "$3" ;;
    'help|-o' | 'help|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'help|'*) _fairlead_reply 'build image cluster rollout sandbox script help journal completion version run exit' "$3" ;;
    'journal|-o' | 'journal|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'completion|-o' | 'completion|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'completion|0') _fairlead_reply 'bash zsh fish' "$3" ;;
    'version|-o' | 'version|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'run|--report') _fairlead_reply 'files' "$3" ;;
    'run|-o' | 'run|--output') _fairlead_reply 'table wide json yaml name' "$3" ;;
    'run|0') _fairlead_reply 'files' "$3" ;;
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

# Asks fairlead how a line goes on that names a script.
_fairlead_ask() {
  local word rest index words=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    [[ ${COMP_WORDS[index]} == = ]] || words+=("${COMP_WORDS[index]}")
  done
  while IFS=$'\t' read -r word rest; do
    [[ -n $word && $word == "$1"* ]] || continue
    [[ $word == */ ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("$word")
  done < <("${COMP_WORDS[0]}" __complete "${words[@]}" "$1" 2>/dev/null </dev/null)
  [[ ${#COMPREPLY[@]} -gt 0 || $1 == -* ]] || _fairlead_reply files "$1"
}

_fairlead() {
  local subcommands options valued scripted path='' position=0 option='' word index
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
  if [[ -n $scripted && $position -gt 0 ]]; then
    _fairlead_ask "$current"
  elif [[ -n $option ]]; then
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
