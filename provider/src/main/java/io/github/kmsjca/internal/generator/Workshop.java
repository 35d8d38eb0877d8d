package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.kms.KmsGateway;

/** What the generators of one provider instance work with. */
public record Workshop(KeyResolver resolver, KmsGateway gateway, Settings settings) {}
