# Completions of remora for fish. Load them with: remora completion fish | source
function __remora_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    for line in (command $words[1] complete -- $words[2..-1] "$word" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path (string replace -r '^--[^=]*=' '' -- $word)
            case ':folders'
                __fish_complete_directories (string replace -r '^--[^=]*=' '' -- $word)
            case '*'
                echo $line
        end
    end
end
complete -c remora -f -a '(__remora_complete)'
