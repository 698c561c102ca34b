/**
 * What is Godwit's own in a store of objects: kept beside the objects, met by nobody who uses the
 * store. A store that can do that implements {@link io.godwit.common.store.aside.SupportsAside};
 * one whose service knows one space of names only is wrapped by {@link
 * io.godwit.common.store.aside.PrefixedAside}.
 */
@NullMarked
package io.godwit.common.store.aside;

import org.jspecify.annotations.NullMarked;
