# Completions of remora for bash. Load them with: source <(remora completion bash)
_remora() {
  local i word line head words=()
  # bash takes words apart at = and :, remora knows them whole.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]})) && [[ $word == [=:] || ${words[-1]} == *[=:] ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
  done
  word=${COMP_WORDS[COMP_CWORD]}
  [[ $word == [=:] ]] && word=
  head=${words[-1]%"$word"}
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files | :folders)
        compopt -o filenames 2>/dev/null
        while IFS= read -r i; do COMPREPLY+=("$i"); done < <(
          if [[ $line == :files ]]; then compgen -f -- "$word"; else compgen -d -- "$word"; fi
        )
        ;;
      *)
        line=${line%%$'\t'*}
        # What an input says is no command of the shell.
        printf -v line %q "${line#"$head"}"
        COMPREPLY+=("$line")
        ;;
    esac
  done < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -F _remora remora
