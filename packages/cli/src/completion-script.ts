/** A shell that can be taught. */
export type Shell = "bash" | "zsh" | "fish";

/** What the scripts call, before what was typed so far; it is no command for people. */
export const completeWord = "__complete";

interface CompletionScript {
  readonly script: string;
  /** How to make the shell read it. */
  readonly example: string;
}

/** One for each shell. A word that nothing is proposed for falls back to file names. */
export const completionScripts: Readonly<Record<Shell, CompletionScript>> = {
  bash: {
    example: 'eval "$(headway completion bash)"  # in ~/.bashrc',
    script: `_headway() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    COMPREPLY+=("\${word%%$'\\t'*}")
  done < <(headway ${completeWord} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _headway headway
`,
  },
  zsh: {
    example: 'eval "$(headway completion zsh)"  # in ~/.zshrc, after compinit',
    script: `_headway() {
  local -a proposals
  local line
  for line in "\${(@f)$(headway ${completeWord} "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && proposals+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( \${#proposals} )); then _describe command proposals; else _files; fi
}
compdef _headway headway
`,
  },
  fish: {
    example: "headway completion fish > ~/.config/fish/completions/headway.fish",
    script: `function __headway_complete
    set -l typed (commandline -opc) (commandline -ct)
    headway ${completeWord} $typed[2..-1] 2>/dev/null
end
complete -c headway -a '(__headway_complete)'
`,
  },
};
