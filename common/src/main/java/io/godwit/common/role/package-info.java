/**
 * How a role lives, whatever it does: {@link io.godwit.common.role.RoleLoop} has it begin, says
 * what it waits for, has it begin again after trouble, and ends it in order.
 */
@NullMarked
package io.godwit.common.role;

import org.jspecify.annotations.NullMarked;
