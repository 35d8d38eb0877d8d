package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.algorithm.KeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * What GetPublicKey answers.
 *
 * @param arn the key's ARN, whatever name was asked for
 * @param usage the wire name of the key's usage
 * @param publicKey the DER SubjectPublicKeyInfo
 */
public record PublicKeyFacts(
    KeyArn arn, KeySpec spec, String usage, X509EncodedKeySpec publicKey) {}
