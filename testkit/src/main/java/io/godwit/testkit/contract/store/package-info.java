/**
 * What every store of objects keeps to, as tests: {@link
 * io.godwit.testkit.contract.store.ObjectStoreContract}, which is put together from one interface a
 * topic. A test class implements it and hands out a {@link
 * io.godwit.testkit.contract.store.StoreGround}: an empty folder, container or bucket, which the
 * tests look at past the connector. What a store cannot keep to on an emulator is said where the
 * test of that connector overrides it, and nowhere else.
 */
@NullMarked
package io.godwit.testkit.contract.store;

import org.jspecify.annotations.NullMarked;
