package io.github.kmsjca.internal.kms;

/**
 * What GetParametersForImport answers; good for a day, and for one key only. Both arrays are the
 * record's own.
 *
 * @param wrappingKey a DER SubjectPublicKeyInfo
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record ImportParameters(byte[] wrappingKey, byte[] token) {}
