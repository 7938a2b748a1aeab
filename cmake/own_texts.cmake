# When the program is installed: REMORA (a command) prints its manual pages below SHARE, and the completions to where
# each shell looks for them (zsh: ZSH).
function(remora_print file)
  cmake_path(GET file PARENT_PATH folder)
  file(MAKE_DIRECTORY ${folder})
  execute_process(COMMAND ${REMORA} ${ARGN} OUTPUT_FILE ${file} COMMAND_ERROR_IS_FATAL ANY)
  message(STATUS "Installing: ${file}")
endfunction()

remora_print(${SHARE}/man/man1/remora.1 help -f man)
execute_process(COMMAND ${REMORA} help --list OUTPUT_VARIABLE commands COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" commands "${commands}")
foreach(command IN LISTS commands)
  remora_print(${SHARE}/man/man1/remora-${command}.1 help -f man ${command})
endforeach()
remora_print(${SHARE}/bash-completion/completions/remora completion bash)
remora_print(${SHARE}/fish/vendor_completions.d/remora.fish completion fish)
remora_print(${ZSH}/_remora completion zsh)
