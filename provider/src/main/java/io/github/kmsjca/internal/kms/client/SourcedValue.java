package io.github.kmsjca.internal.kms.client;

/** A setting of the AWS SDK as it turned out, and where the SDK found it. */
public record SourcedValue(String text, String source) {}
