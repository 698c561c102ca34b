package io.godwit.common.spec;

/** A kind of connection over which rows can be looked up by the values of a column. */
public interface LookupConnection extends ConnectionSpec {}
