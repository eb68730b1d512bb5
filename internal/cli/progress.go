package cli

import (
	"io"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// Progress shows on a terminal how far the reading of a file is.
type Progress struct {
	all *mpb.Progress
	bar *mpb.Bar
}

// NewProgress starts to show on w how much of total octets went through Reader.
func NewProgress(w io.Writer, total int64) *Progress {
	all := mpb.New(mpb.WithOutput(w), mpb.WithWidth(34), mpb.WithRefreshRate(200*time.Millisecond))
	return &Progress{all, all.New(total, mpb.BarStyle().Filler("#").Tip("#").Padding("."), mpb.BarRemoveOnComplete(),
		mpb.AppendDecorators(decor.Percentage(), decor.AverageSpeed(decor.SizeB1000(0), "  % .0f")))}
}

// Reader returns a reader of r that counts.
func (p *Progress) Reader(r io.Reader) io.Reader { return &countingReader{r, p.bar} }

// Stop wipes the bar away.
func (p *Progress) Stop() {
	p.bar.Abort(true)
	p.all.Wait()
}

type countingReader struct {
	r   io.Reader
	bar *mpb.Bar
}

// Read reads and counts.
func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.bar.IncrBy(n)
	return n, err
}
