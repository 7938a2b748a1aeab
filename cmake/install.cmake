# `cmake --install`: the program, its pages, and what it prints of itself: manual pages and completions. Where the
# program was made for another machine, CMAKE_CROSSCOMPILING_EMULATOR runs it.
include(GNUInstallDirs)
set(CMAKE_INSTALL_DOCDIR ${CMAKE_INSTALL_DATAROOTDIR}/doc/remora)
set(REMORA_ZSH_DIR ${CMAKE_INSTALL_DATAROOTDIR}/zsh/site-functions CACHE STRING "Where zsh looks for completions")
install(TARGETS remora)
install(FILES LICENSE README.md README.ja.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
# The page (`remora page`), where it was made.
install(FILES ${PROJECT_SOURCE_DIR}/build/page/remora.html DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/remora OPTIONAL)
install(CODE "
  set(REMORA ${CMAKE_CROSSCOMPILING_EMULATOR} \"$<TARGET_FILE:remora>\")
  set(SHARE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATAROOTDIR}\")
  set(ZSH \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${REMORA_ZSH_DIR}\")
  include(\"${PROJECT_SOURCE_DIR}/cmake/own_texts.cmake\")")
