// What Emscripten 3.1.6 leaves out or answers wrongly where files are those of node (NODERAWFS).
mergeInto(LibraryManager.library, {
  remora_umask: function() { return process.umask(); },

  // Without processors of its own, everything waits while this does.
  remora_sleep: function(milliseconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  },

  // Emscripten takes every file for one that may be written.
  __syscall_faccessat: function(folder, path, mode, flags) {
    path = SYSCALLS.calculateAt(folder, SYSCALLS.getStr(path));
    try {
      fs.accessSync(path, mode);
      return 0;
    } catch (error) {
      return -(ERRNO_CODES[error.code] || ERRNO_CODES.EACCES);
    }
  },
  __syscall_faccessat__deps: ['$SYSCALLS', '$ERRNO_CODES'],

  // What is written is on the disk, as the program believes.
  fd_sync: function(descriptor) {
    try {
      fs.fsyncSync(SYSCALLS.getStreamFromFD(descriptor).nfd);
      return 0;
    } catch (error) {
      return ERRNO_CODES[error.code] || ERRNO_CODES.EIO;
    }
  },
  fd_sync__deps: ['$SYSCALLS', '$ERRNO_CODES'],
});
