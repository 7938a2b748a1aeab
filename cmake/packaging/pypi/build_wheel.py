"""build_wheel.py ROOT VERSION ARCHITECTURE EPOCH FOLDER: a wheel with the static program, as `pip install` puts it onto
the PATH. ROOT is what an archive of a release holds. The same input makes the same bytes."""
import base64
import hashlib
import pathlib
import sys
import time
import zipfile

root, version, architecture, epoch, folder = sys.argv[1:]
machine = {"amd64": "x86_64", "arm64": "aarch64"}[architecture]
# A static program asks nothing of the C library.
tag = f"py3-none-manylinux_2_17_{machine}.musllinux_1_1_{machine}"
info = f"remora-{version}.dist-info"
tags = "".join(f"Tag: {one}\n" for one in (f"py3-none-manylinux_2_17_{machine}", f"py3-none-musllinux_1_1_{machine}"))
share = pathlib.Path(root, "share/doc/remora")
files = {
    f"remora-{version}.data/scripts/remora": pathlib.Path(root, "bin/remora").read_bytes(),
    f"{info}/METADATA": (
        f"Metadata-Version: 2.1\nName: remora\nVersion: {version}\nLicense: Apache-2.0\n"
        "Summary: Offline emulator of the delivery permission checks of AWS Config and CloudTrail\n"
        "Description-Content-Type: text/markdown\n\n").encode() + (share / "README.md").read_bytes(),
    f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: remora\nRoot-Is-Purelib: false\n{tags}".encode(),
    f"{info}/LICENSE": (share / "LICENSE").read_bytes(),
    f"{info}/THIRD-PARTY.txt": (share / "THIRD-PARTY.txt").read_bytes(),
}


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


record = "".join(f"{name},sha256={digest(data)},{len(data)}\n" for name, data in files.items())
files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
path = pathlib.Path(folder, f"remora-{version}-{tag}.whl")
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
    for name, data in files.items():
        entry = zipfile.ZipInfo(name, time.gmtime(int(epoch))[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
        wheel.writestr(entry, data)
print(path)
