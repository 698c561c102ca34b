/**
 * Texts for people: cut short ({@link io.godwit.common.model.text.Excerpt}), made harmless for a
 * screen ({@link io.godwit.common.model.text.VisibleText}), and the name that somebody may have
 * meant ({@link io.godwit.common.model.text.NearestName}).
 */
@NullMarked
package io.godwit.common.model.text;

import org.jspecify.annotations.NullMarked;
