# The program for Linux on arm64, made on another machine: Debian's cross compiler, and its packages of libraries for
# arm64 in a folder of their own (`./dev package` brings them).
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_FIND_ROOT_PATH "${CMAKE_CURRENT_LIST_DIR}/../build/arm64")
foreach(kind IN ITEMS LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${kind} ONLY)
endforeach()
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
find_program(REMORA_QEMU qemu-aarch64-static)
set(CMAKE_CROSSCOMPILING_EMULATOR ${REMORA_QEMU})
