package guest

import "testing"

func TestProcessorOf(t *testing.T) {
	const cpuinfo = "processor\t: 0\nmodel name\t: Xeon\nmicrocode\t: 0x1\ncpu MHz\t\t: 2000.5\nflags\t\t: fpu amx_tile\n" +
		"vmx flags\t: ept\nbugs\t\t: x\n\nprocessor\t: 1\nmodel name\t: Xeon\nflags\t\t: fpu amx_tile\n\n"
	if got, want := processorOf([]byte(cpuinfo)), "Xeon: fpu amx_tile"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
