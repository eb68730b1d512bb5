package guest

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// answer reports whether UserMode runs here, as is remembered in a file beside the kernels.
type answer struct {
	Of    question
	Death string // how it ended, in a line; empty if it runs
}

// question is what the answer depends on: UserMode must be able to save all registers of the processor, and to trace
// processes of the running kernel.
type question struct {
	Processor string // model and features
	Running   string // the running kernel
	UserMode  string // version of the package: the kernel's, and size and time of the program
}

// newQuestion asks about this machine.
func newQuestion(files *kernelFiles) (question, error) {
	processor, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return question{}, err
	}
	running, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return question{}, err
	}
	program, err := os.Stat(files.image)
	if err != nil {
		return question{}, err
	}
	return question{
		Processor: processorOf(processor),
		Running:   string(bytes.TrimSpace(running)),
		UserMode:  fmt.Sprintf("%s, %d octets of %d", files.release(), program.Size(), program.ModTime().Unix()),
	}, nil
}

var processorLine = regexp.MustCompile(`(?m)^(?:model name|flags)\s*: (.*)$`)

// processorOf returns the model and the features of the first processor in /proc/cpuinfo.
func processorOf(cpuinfo []byte) string {
	first, _, _ := bytes.Cut(cpuinfo, []byte("\n\n"))
	var words [][]byte
	for _, line := range processorLine.FindAllSubmatch(first, -1) {
		words = append(words, line[1])
	}
	return string(bytes.Join(words, []byte(": ")))
}

// file returns the name of the file for the answer. It is the same for all who share the kernels.
func (q question) file() (string, error) {
	dir, err := cacheDir("kernels")
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	digest := sha256.Sum256(fmt.Append(nil, q))
	return filepath.Join(dir, fmt.Sprintf("%s-%x", UserMode, digest[:6])), err
}

// readAnswer returns the answer to a question, if a file has it.
func readAnswer(file string, q question) (answer, bool) {
	var a answer
	text, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(text, &a) != nil {
		return answer{}, false // it is written again
	}
	return a, a.Of == q
}

// write makes the file, all at once. No other process may do so.
func (a answer) write(file string) error {
	text, err := json.MarshalIndent(a, "", "\t")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file+".new", append(text, '\n'), 0o644); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}
