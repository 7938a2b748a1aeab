#compdef remora
# Completions of remora for zsh: a file _remora in a folder of fpath, or: source <(remora completion zsh)
_remora() {
  local line text
  local -a plain open
  for line in ${(f)"$(${words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"}; do
    text=${line%%$'\t'*}
    case $line in
      :files) [[ $PREFIX == --*=* ]] && compset -P '*='; _files ;;
      :folders) [[ $PREFIX == --*=* ]] && compset -P '*='; _files -/ ;;
      *=$'\t'* | *=) open+=("${text//:/\\:}:${line#*$'\t'}") ;;
      *$'\t'*) plain+=("${text//:/\\:}:${line#*$'\t'}") ;;
      *) plain+=("${text//:/\\:}") ;;
    esac
  done
  (( $#open )) && _describe -V 'remora' open -S ''
  (( $#plain )) && _describe -V 'remora' plain
}
if [[ $funcstack[1] == _remora ]]; then _remora "$@"; else compdef _remora remora; fi
