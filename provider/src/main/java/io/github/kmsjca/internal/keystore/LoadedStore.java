package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.importing.KeyImporter;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.kms.Gateway;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.InstantSource;

/** What a KeyStore consists of from one load until the next. */
record LoadedStore(
    Reloader reloader, Writing writing, KeyStoreEntries entries, NoSuchEntry noSuchEntry) {
  static LoadedStore create(
      Contents contents,
      KeyResolver resolver,
      Gateway gateway,
      Configuration configuration,
      InstantSource clock)
      throws IOException, CertificateException {
    Reloader reloader =
        new Reloader(
            contents,
            gateway.lifecycle().background(),
            clock,
            configuration.duration(Setting.RELOAD));
    KeyNaming naming =
        new KeyNaming(
            gateway,
            configuration.isOn(Setting.MOVE_ALIASES),
            configuration.isOn(Setting.NAME_KEYS));
    EntryWriter writer =
        new EntryWriter(
            resolver,
            new KeyImporter(resolver, gateway),
            naming,
            configuration.isOn(Setting.IMPORT));
    EntryAttributes attributes = new EntryAttributes(gateway, configuration.isOn(Setting.METADATA));
    return new LoadedStore(
        reloader,
        new Writing(contents, reloader, writer, naming),
        new KeyStoreEntries(attributes),
        new NoSuchEntry(contents, reloader, resolver.lostLookups()));
  }
}
