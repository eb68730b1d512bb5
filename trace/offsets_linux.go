package trace

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cilium/ebpf/btf"
)

// offsets is where the kernel that runs has what the program reads.
type offsets struct {
	flags, pid, tgid, comm, cred, stack int32 // of struct task_struct
	cgroups, area                       int32 // of struct task_struct, 0 if the kernel is built without
	uid                                 int32 // of struct cred
	cgroup                              int32 // of struct css_set: the one of version 2
	node                                int32 // of struct cgroup
	id                                  int32 // of struct kernfs_node
	areaLen                             int32 // of struct vm_struct
}

// findOffsets reads the type information of the kernel that runs.
func findOffsets() (*offsets, error) {
	spec, err := btf.LoadKernelSpec()
	if err != nil {
		return nil, fmt.Errorf("the kernel's type information (BTF): %w", err)
	}
	var o offsets
	err = find(spec, []place{
		{&o.flags, "task_struct", path{"flags"}}, {&o.pid, "task_struct", path{"pid"}},
		{&o.tgid, "task_struct", path{"tgid"}}, {&o.comm, "task_struct", path{"comm"}},
		{&o.cred, "task_struct", path{"cred"}}, {&o.uid, "cred", path{"uid"}},
		{&o.stack, "task_struct", path{"stack"}},
	})
	if err != nil {
		return nil, err
	}
	if find(spec, []place{
		{&o.cgroups, "task_struct", path{"cgroups"}}, {&o.cgroup, "css_set", path{"dfl_cgrp"}},
		{&o.node, "cgroup", path{"kn"}}, {&o.id, "kernfs_node", path{"id"}},
	}) != nil {
		o.cgroups = 0
	}
	if find(spec, []place{
		{&o.area, "task_struct", path{"stack_vm_area"}}, {&o.areaLen, "vm_struct", path{"size"}},
	}) != nil {
		o.area = 0
	}
	return &o, nil
}

// place is a member of a struct, and where its offset goes.
type place struct {
	to   *int32
	of   string
	path path
}

// path is the name of a member, and of members inside it.
type path []string

func find(spec *btf.Spec, places []place) error {
	for _, p := range places {
		at, ok := offsetOf(spec, p.of, p.path)
		if !ok {
			return fmt.Errorf("%w by this kernel: its type information (BTF) has no %s in struct %s",
				errors.ErrUnsupported, strings.Join(p.path, "."), p.of)
		}
		*p.to = at
	}
	return nil
}

// offsetOf returns where a member of a struct is.
func offsetOf(spec *btf.Spec, of string, p path) (at int32, ok bool) {
	var s *btf.Struct
	if spec.TypeByName(of, &s) != nil {
		return 0, false
	}
	members := s.Members
	for _, name := range p {
		m, offset, ok := memberOf(members, name)
		if !ok {
			return 0, false
		}
		at += int32(offset)
		members = membersOf(m.Type)
	}
	return at, true
}

// memberOf finds a member, also in structs and unions without a name.
func memberOf(members []btf.Member, name string) (m btf.Member, at uint32, ok bool) {
	for _, m := range members {
		if m.Name == name {
			return m, m.Offset.Bytes(), true
		}
		if m.Name == "" {
			if inner, at, ok := memberOf(membersOf(m.Type), name); ok {
				return inner, m.Offset.Bytes() + at, true
			}
		}
	}
	return btf.Member{}, 0, false
}

func membersOf(t btf.Type) []btf.Member {
	switch t := btf.UnderlyingType(t).(type) {
	case *btf.Struct:
		return t.Members
	case *btf.Union:
		return t.Members
	}
	return nil
}
