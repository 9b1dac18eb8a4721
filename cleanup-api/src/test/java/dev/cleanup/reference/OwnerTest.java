package dev.cleanup.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnerTest {

    private static final Origin TABLE = Origin.of("sessions", "jdbc:x://db/one public.sessions(id)");

    @Test
    void ownersOfOneNameInTwoDatabasesAreNotEqual() {
        Origin elsewhere = Origin.of("sessions", "jdbc:x://db/two public.sessions(id)");

        assertThat(new Owner(TABLE, "1")).isNotEqualTo(new Owner(elsewhere, "1"));
        assertThat(new Owner(TABLE, "1")).isNotEqualTo(new Owner("sessions", "1"));
    }

    @Test
    void howTheHostWritesATableMakesNoDifference() {
        Owner written = new Owner(Origin.of("public.sessions", TABLE.identity()), "1");

        assertThat(written).isEqualTo(new Owner(TABLE, "1")).hasSameHashCodeAs(new Owner(TABLE, "1"));
        assertThat(written.source()).isEqualTo("public.sessions");
    }

    @Test
    void anIdIsShownUnlessItsOriginKeepsItSecret() {
        assertThat(new Owner(TABLE, "42")).hasToString("sessions#42");
    }

    @Test
    void aSecretIdIsShownAsAHashAndKeptAsItIs() {
        Owner secret = new Owner(TABLE.withSecretIds(), "token-1");

        assertThat(secret).hasToString("sessions#" + Owner.hashOf("token-1"));
        assertThat(Owner.hashOf("abc")).isEqualTo("ba7816bf8f01");
        assertThat(secret.id()).isEqualTo("token-1");
    }

    @Test
    void secrecyTakesNoPartInEquality() {
        assertThat(new Owner(TABLE.withSecretIds(), "1")).isEqualTo(new Owner(TABLE, "1"));
    }
}
