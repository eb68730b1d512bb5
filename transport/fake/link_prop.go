package fake

import "slices"

// newLinkProp is RTM_NEWLINKPROP: alternative names.
func (k *Kernel) newLinkProp(r *request) error {
	return k.eachAltName(r, func(l *Link, name string) error {
		if l.propsLen()+altNameLen >= 1<<16-1 {
			return refuseText(einval, "effective property list too long")
		}
		if k.linkNamed(name) != nil {
			return refuse(eexist)
		}
		l.AltNames = append(l.AltNames, name)
		return nil
	})
}

// altNameLen is how many octets the kernel counts for an alternative name, however long it is.
const altNameLen = attrHeader + 128

// propsLen is how many octets the kernel counts for IFLA_PROP_LIST.
func (l *Link) propsLen() int { return attrHeader + altNameLen*len(l.AltNames) }

// delLinkProp is RTM_DELLINKPROP.
func (k *Kernel) delLinkProp(r *request) error {
	return k.eachAltName(r, func(l *Link, name string) error {
		i := slices.Index(l.AltNames, name)
		if k.linkNamed(name) == nil {
			return refuse(enoent)
		}
		if i < 0 {
			return refuse(einval)
		}
		l.AltNames = slices.Delete(l.AltNames, i, i+1)
		return nil
	})
}

func (k *Kernel) eachAltName(r *request, f func(l *Link, name string) error) error {
	if err := r.checkExactly(); err != nil {
		return err
	}
	l, err := k.target(r)
	if err != nil {
		return err
	}
	list, ok := r.Attr("IFLA_PROP_LIST")
	if !ok {
		return nil
	}
	changed := false
	for a := range list.Children() {
		if a.Name() != "IFLA_ALT_IFNAME" {
			err = refuse(einval)
		} else if err = checkAttr(a, r.Type().Set, r.family()); err == nil {
			err = f(l, a.Text())
		}
		if err != nil {
			break
		}
		changed = true
	}
	if changed {
		k.changed()
	}
	if changed && err == nil {
		k.stateChanged(l)
	}
	return err
}
