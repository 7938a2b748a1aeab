# Made for each release: cmake/packaging/package.sh puts the version and the digests in.
class Remora < Formula
  desc "Offline emulator of the delivery permission checks of AWS Config and CloudTrail"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license "Apache-2.0"

  on_linux do
    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/remora-@VERSION@-linux-amd64.tar.gz"
      sha256 "@SHA256_AMD64@"
    end
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/remora-@VERSION@-linux-arm64.tar.gz"
      sha256 "@SHA256_ARM64@"
    end
  end

  on_macos do
    url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/remora-@VERSION@.tgz"
    sha256 "@SHA256_NPM@"
    depends_on "node"
  end

  def install
    if OS.mac?
      system "npm", "install", *std_npm_args
      bin.install_symlink libexec.glob("bin/*")
      generate_completions_from_executable(bin/"remora", "completion")
    else
      bin.install "bin/remora"
      man1.install Dir["share/man/man1/*"]
      bash_completion.install "share/bash-completion/completions/remora"
      zsh_completion.install "share/zsh/site-functions/_remora"
      fish_completion.install "share/fish/vendor_completions.d/remora.fish"
      pkgshare.install Dir["share/remora/*"]
      doc.install Dir["share/doc/remora/*"]
    end
  end

  test do
    system bin/"remora", "demo", "--write", "story"
    assert_match "refused", shell_output("#{bin}/remora check -q story", 1)
  end
end
