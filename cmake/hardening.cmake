# What makes it harder to turn a fault of the program into an attack: it reads what strangers write. For optimised
# builds; sanitizers see more, and FORTIFY needs an optimiser.
include(CheckCXXCompilerFlag)

# remora_harden(TARGET...): compiles them so, and links those that are programs.
function(remora_harden)
  if(REMORA_SANITIZE OR NOT CMAKE_BUILD_TYPE STREQUAL Release)
    return()
  endif()
  check_cxx_compiler_flag(-fstack-clash-protection REMORA_HAS_STACK_CLASH_PROTECTION)
  # Control-flow enforcement: x86 alone knows the flag.
  check_cxx_compiler_flag(-fcf-protection=full REMORA_HAS_CF_PROTECTION)
  foreach(target IN LISTS ARGN)
    target_compile_definitions(${target} PRIVATE _FORTIFY_SOURCE=2)
    # They cost what decides more than the 3 % that they are worth; there the sanitizers, which have them on, look.
    if(NOT target STREQUAL remora_engine)
      target_compile_definitions(${target} PRIVATE _GLIBCXX_ASSERTIONS)
    endif()
    target_compile_options(${target} PRIVATE -fstack-protector-strong
      $<$<BOOL:${REMORA_HAS_STACK_CLASH_PROTECTION}>:-fstack-clash-protection>
      $<$<BOOL:${REMORA_HAS_CF_PROTECTION}>:-fcf-protection=full>)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL EXECUTABLE)
      target_link_options(${target} PRIVATE -Wl,-z,relro,-z,now -Wl,-z,noexecstack)
    endif()
  endforeach()
endfunction()
