package main

import "context"

func (r *runner) guests(ctx context.Context, tests []wanted) error { _ = ctx; _ = tests; return nil }
