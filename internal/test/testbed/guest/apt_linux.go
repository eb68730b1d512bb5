package guest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// apt is an apt of its own, that knows the packages of one suite and nothing of this machine's.
type apt struct {
	ctx  context.Context
	dir  string
	args []string
}

// newApt sets up an apt in an empty directory.
func newApt(ctx context.Context, dir, suite string) (*apt, error) {
	source, err := machineSource()
	if err != nil {
		return nil, err
	}
	for _, d := range []string{"state/lists/partial", "cache/archives/partial", "packages"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return nil, err
		}
	}
	for name, text := range map[string]string{"suite.sources": source.render(suite), "status": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	a := &apt{ctx: ctx, dir: dir}
	for _, option := range []string{
		"Dir::State=" + dir + "/state", "Dir::State::status=" + dir + "/status", "Dir::Cache=" + dir + "/cache",
		"Dir::Etc::sourcelist=" + dir + "/suite.sources", "Dir::Etc::sourceparts=/dev/null",
		"Dir::Etc::preferences=/dev/null", "Dir::Etc::preferencesparts=/dev/null",
		"APT::Architecture=amd64", "APT::Architectures=amd64", "APT::Sandbox::User=root", "APT::Update::Error-Mode=any",
		"Acquire::Languages=none", "Acquire::Retries=3",
		"Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false",
	} {
		a.args = append(a.args, "-o", option)
	}
	_, err = a.run("apt-get", "update")
	return a, err
}

// machineSource returns this machine's source of Debian packages.
func machineSource() (aptSource, error) {
	var all []aptSource
	for _, kind := range []struct {
		files string
		parse func(string) []aptSource
	}{
		{"/etc/apt/sources.list", parseList},
		{"/etc/apt/sources.list.d/*.list", parseList},
		{"/etc/apt/sources.list.d/*.sources", parseSources},
	} {
		names, err := filepath.Glob(kind.files)
		if err != nil {
			return aptSource{}, err
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				return aptSource{}, err
			}
			all = append(all, kind.parse(string(text))...)
		}
	}
	release, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return aptSource{}, err
	}
	codename := regexp.MustCompile(`(?m)^VERSION_CODENAME="?([a-z]+)`).FindSubmatch(release)
	if codename == nil || !regexp.MustCompile(`(?m)^ID="?debian`).Match(release) {
		return aptSource{}, errors.New("kernels are fetched with apt on Debian only")
	}
	return debianSource(all, string(codename[1]))
}

// run runs one of apt's programs and returns its output.
func (a *apt) run(program string, args ...string) ([]byte, error) {
	return runProgram(a.ctx, filepath.Join(a.dir, "packages"), program, append(a.args, args...)...)
}

// kernelPackages returns the packages that a package for kernels depends on and that are a kernel's.
func (a *apt) kernelPackages(name string) ([]string, error) {
	text, err := a.run("apt-cache", "show", "--no-all-versions", name)
	if err != nil {
		return nil, err
	}
	_, depends, _ := strings.Cut("\n"+string(text), "\nDepends:")
	depends, _, _ = strings.Cut(depends, "\n")
	var packages []string
	kernels := regexp.MustCompile(`\blinux-(image|base|binary|modules)-[^\s,|(]+`)
	for _, dependency := range kernels.FindAllString(depends, -1) {
		further, err := a.kernelPackages(dependency)
		if err != nil {
			return nil, err
		}
		packages = append(append(packages, dependency), further...)
	}
	return packages, nil
}

// unpack downloads packages and unpacks them to a directory, without installing them.
func (a *apt) unpack(dir string, packages ...string) error {
	if _, err := a.run("apt-get", append([]string{"download"}, packages...)...); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(a.dir, "packages", "*.deb"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if _, err := runProgram(a.ctx, "", "dpkg-deb", "-x", file, dir); err != nil {
			return err
		}
	}
	return nil
}

// runProgram runs a program of this machine. What it says when it fails is in the error.
func runProgram(ctx context.Context, dir, name string, args ...string) ([]byte, error) {
	path, err := findProgram(name)
	if err != nil {
		return nil, err
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Dir, cmd.Stderr = dir, &said
	cmd.Env = append(os.Environ(), "LC_ALL=C", "DEBIAN_FRONTEND=noninteractive")
	out, err := cmd.Output()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", name, err, strings.ReplaceAll(strings.TrimSpace(said.String()), "\n", " "))
	}
	return out, nil
}
