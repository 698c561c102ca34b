/** Controls of the contracts: what a contract is to find, it finds. */
@NullMarked
package io.godwit.testkit.contract;

import org.jspecify.annotations.NullMarked;
