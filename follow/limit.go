package follow

// size returns how many octets all objects take, about.
func (f *Follower) size() (n int64) {
	for _, t := range f.tables {
		n += t.store.size
	}
	return n
}

// exceeds reports whether so many octets are more than are to be kept.
func (f *Follower) exceeds(size int64) bool { return f.interest.Limit > 0 && size > f.interest.Limit }

// keepToLimit gives up Tables, the largest first, until what is left is not too much.
func (f *Follower) keepToLimit() {
	if f.interest.Limit <= 0 {
		return
	}
	for size := f.size(); f.exceeds(size); size = f.size() {
		largest := f.tables[0]
		for _, t := range f.tables {
			if t.store.size > largest.store.size {
				largest = t
			}
		}
		f.giveUp(largest)
	}
}

// giveUp forgets the objects of a Table: what comes of them is about no object that is followed.
func (f *Follower) giveUp(t *followed) {
	t.store, t.stale, t.givenUp, t.causes = newStore(), false, true, nil
	f.tellAll(pendingChange{op: GivenUp, table: t})
}
