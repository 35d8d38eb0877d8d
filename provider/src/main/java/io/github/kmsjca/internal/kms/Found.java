package io.github.kmsjca.internal.kms;

/** A setting of the AWS SDK as it turned out, and where the SDK found it. */
public record Found(String text, String source) {}
